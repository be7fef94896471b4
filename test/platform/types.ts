/** What somebody is in a course. `mentor` is a role a site made itself; `student-view` is Canvas's test student. */
export type CourseRole = 'student' | 'teacher' | 'nonediting-teacher' | 'mentor' | 'observer' | 'ta' | 'designer' | 'student-view';

/** An invented person with an account on the platform. */
export interface Person {
  id: string;
  username: string;
  given: string;
  family: string;
  email: string;
  sourcedId?: string;
  siteAdmin?: boolean;
  /** One line for the page where a visitor chooses whom to be. */
  about?: string;
}

export interface Enrolment {
  personId: string;
  role: CourseRole;
  suspended?: boolean;
}

export interface Course {
  id: string;
  label: string;
  title: string;
  sourcedId?: string;
  enrolments: Enrolment[];
  /** Ids of the courses it was copied from, the nearest first. */
  history?: string[];
}

/** An activity (Moodle) or assignment (Canvas) that opens the tool. */
export interface ResourceLink {
  id: string;
  courseId: string;
  title: string;
  description?: string;
  custom?: Record<string, string>;
  /** The tool's own address for this link; the registered launch address when absent. */
  targetLinkUri?: string;
  /** The tool's address for a review from the gradebook, where it asked for one. */
  reviewUri?: string;
  /** Absent: the link has no column in the gradebook and its launches carry no `lineitem`. */
  column?: { id?: string; maximum: number; label?: string; resourceId?: string; tag?: string };
  /** Which registration owns the link; the first one when absent. */
  clientId?: string;
}

export interface ToolUrls {
  loginUrl: string;
  launchUrl: string;
  jwksUrl: string;
  deepLinkUrl?: string;
  /** Further addresses a launch may be returned to. */
  redirectUris?: string[];
}

export interface ClientRegistration {
  clientId: string;
  deploymentId: string;
}

/** What an operator types into the tool to register this platform. */
export interface RegistrationDetails extends ClientRegistration {
  issuer: string;
  authUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  /** Origin of the hidden storage frame; the authorization endpoint's origin. */
  frameOrigin: string;
}

export type StorageVariant = 'answering' | 'silent' | 'wrong-origin' | 'wrong-id' | 'full';

export interface PlatformOptions {
  mode: 'moodle' | 'canvas';
  name: string;
  host?: string;
  port?: number;
  /** Canvas only: port of the sign-in host, which also serves the storage frame. */
  frameHost?: string;
  framePort?: number;
  publicOrigin?: string;
  publicFrameOrigin?: string;
  issuer?: string;
  registration: ClientRegistration[];
  tool?: ToolUrls;
  /** Name of the tool in menus. */
  toolTitle?: string;
  people: Person[];
  courses: Course[];
  links: ResourceLink[];
  now?: () => Date;
  /** False sends no names and no addresses. */
  sendNames?: boolean;
  storage?: StorageVariant;
  /** Where keys and grades are kept between runs. */
  stateFile?: string;
  /** HTML of `/`; the platform's own list of people when absent. */
  frontPage?: () => string;
}
