/** A framework that every partnership finds here. Published: other words need a new version with ids of its own. */
export interface ShippedFramework {
  id: string;
  versionId: string;
  version: number;
  name: string;
  attribution: string;
  /** In force where nobody chose. */
  usual: boolean;
  areas: readonly ShippedArea[];
}

export interface ShippedArea {
  id: string;
  code: string;
  name: string;
}

const openGovernmentLicence = 'Contains public sector information licensed under the Open Government Licence v3.0.';

/** Fixed ids, so that a tag means the same in every installation. @param series two hexadecimal digits, one pair for each version */
const areasOf = (series: string, lines: readonly (readonly [string, string])[]): ShippedArea[] =>
  lines.map(([code, name], at) => ({ id: `019ab000-0000-7000-8000-0000000${series}${String(at + 1).padStart(3, '0')}`, code, name }));

const teachersStandards: ShippedFramework = {
  id: '019ab000-0000-7000-8000-000000000011',
  versionId: '019ab000-0000-7000-8000-000000000111',
  version: 1,
  name: 'Teachers’ Standards',
  attribution: `Teachers’ Standards, Department for Education, 2011. © Crown copyright. ${openGovernmentLicence}`,
  usual: true,
  areas: areasOf('11', [
    ['TS1', 'Set high expectations which inspire, motivate and challenge pupils'],
    ['TS2', 'Promote good progress and outcomes by pupils'],
    ['TS3', 'Demonstrate good subject and curriculum knowledge'],
    ['TS4', 'Plan and teach well structured lessons'],
    ['TS5', 'Adapt teaching to respond to the strengths and needs of all pupils'],
    ['TS6', 'Make accurate and productive use of assessment'],
    ['TS7', 'Manage behaviour effectively to ensure a good and safe learning environment'],
    ['TS8', 'Fulfil wider professional responsibilities'],
    ['Part Two', 'Personal and professional conduct'],
  ]),
};

const trainingAndEarlyCareer: ShippedFramework = {
  id: '019ab000-0000-7000-8000-000000000012',
  versionId: '019ab000-0000-7000-8000-000000000121',
  version: 1,
  name: 'Initial Teacher Training and Early Career Framework',
  attribution: `Section headings of the Initial Teacher Training and Early Career Framework, Department for Education, 2024. © Crown copyright. ${openGovernmentLicence}`,
  usual: true,
  areas: areasOf('12', [
    ['S1', 'High Expectations'],
    ['S2', 'How Pupils Learn'],
    ['S3', 'Subject and Curriculum'],
    ['S4', 'Classroom Practice'],
    ['S5', 'Adaptive Teaching'],
    ['S6', 'Assessment'],
    ['S7', 'Managing Behaviour'],
    ['S8', 'Professional Behaviours'],
  ]),
};

/** Codes and short names only: its descriptors belong to their publisher, and somebody with a licence can bring their own. */
const frameworkForTeaching: ShippedFramework = {
  id: '019ab000-0000-7000-8000-000000000013',
  versionId: '019ab000-0000-7000-8000-000000000131',
  version: 1,
  name: 'Framework for Teaching (Danielson, 2013)',
  attribution:
    'Codes and short names of the Framework for Teaching, 2013. Its descriptors belong to the Danielson Group and are not included.',
  usual: false,
  areas: areasOf('13', [
    ['1a', 'Knowledge of content and pedagogy'],
    ['1b', 'Knowledge of students'],
    ['1c', 'Instructional outcomes'],
    ['1d', 'Knowledge of resources'],
    ['1e', 'Coherent instruction'],
    ['1f', 'Student assessments'],
    ['2a', 'Respect and rapport'],
    ['2b', 'Culture for learning'],
    ['2c', 'Classroom procedures'],
    ['2d', 'Student behavior'],
    ['2e', 'Physical space'],
    ['3a', 'Communicating with students'],
    ['3b', 'Questioning and discussion'],
    ['3c', 'Engaging students in learning'],
    ['3d', 'Assessment in instruction'],
    ['3e', 'Flexibility and responsiveness'],
    ['4a', 'Reflecting on teaching'],
    ['4b', 'Accurate records'],
    ['4c', 'Communicating with families'],
    ['4d', 'Professional community'],
    ['4e', 'Growing professionally'],
    ['4f', 'Professionalism'],
  ]),
};

export const shippedFrameworks: readonly ShippedFramework[] = [teachersStandards, trainingAndEarlyCareer, frameworkForTeaching];

/** Whether a framework is in force where its partnership has not chosen: a provider's own is, and the usual ones of those that ship. */
export const usuallyInForce = (frameworkId: string, own: boolean): boolean =>
  own || shippedFrameworks.some(({ id, usual }) => usual && id === frameworkId);
