import { scratchSqlite, type ScratchDatabase } from '../../database.js';
import { sure } from '../../sure.js';
import { startTool, type RunningTool } from '../lti/tool-kit.js';
import {
  buildHouse, insertPersonOf, insertRole, launchAs, makeCode, makePlacement, me, must, nameTutor, subs, useCode, type House,
} from './house.js'; // prettier-ignore
import { worldEndsOn } from './requests.js';

/** Everybody who asks, in the order of the matrix's columns. */
export const callers = [
  'noSession', 'noRole', 'trainee', 'otherTrainee', 'mentor', 'secondMentor', 'otherMentor', 'endedMentor', 'coach', 'tutor', 'otherTutor', 'schoolLead',
  'leadMentor', 'coordinator', 'coordinatorElsewhere',
] as const; // prettier-ignore
export type Caller = (typeof callers)[number];

/** Two partnerships on two platforms; what is asked about belongs to `here`. */
export interface World {
  tool: RunningTool;
  here: House;
  elsewhere: House;
  bearers: Record<Caller, string | null>;
  /** A session of its own for the same person. */
  launchAgain(caller: Caller): Promise<string | null>;
  close(): Promise<void>;
}

export async function buildWorld(scratch: ScratchDatabase = scratchSqlite()): Promise<World> {
  // Nothing is due while the tests run, so nobody is asked for this mail server.
  const tool = await startTool(scratch, { SMTP_URL: 'smtp://127.0.0.1:9' });
  const here = await buildHouse(tool, 'moodle', 'Northbridge Partnership');
  const elsewhere = await buildHouse(tool, 'canvas', 'Southgate Partnership');
  const { coordinator, tutor, trainee, mentor } = here.bearer;

  const noRole = await launchAs(here, 'stranger');
  const otherTrainee = await launchAs(here, 'otherTrainee');
  const otherTutor = await launchAs(here, 'otherTutor');
  await nameTutor(here, coordinator, 'otherTutor');
  const other = await makePlacement(here, otherTutor, { sub: subs.otherTrainee });
  const otherMentor = await useCode(here, await launchAs(here, 'otherMentor'), (await makeCode(here, otherTutor, other.id)).code);
  const secondMentor = await useCode(here, await launchAs(here, 'secondMentor'), (await makeCode(here, tutor, here.placementId)).code);
  const endedMentor = await useCode(here, await launchAs(here, 'endedMentor'), (await makeCode(here, tutor, here.placementId)).code);
  const held = sure((await me(here, endedMentor)).roles[0]);
  await must(tool, trainee, 'POST', { path: `/api/roles-held/${held.id}/end` });

  const given = async (part: 'coach' | 'schoolLead' | 'leadMentor', role: 'coach' | 'school_lead' | 'lead_mentor', where: object) => {
    const session = await launchAs(here, part);
    await insertRole(here, await insertPersonOf(here, part), role, where);
    return session;
  };
  const coach = await given('coach', 'coach', { placementId: here.placementId });
  const schoolLead = await given('schoolLead', 'school_lead', { schoolId: here.schoolId });
  const leadMentor = await given('leadMentor', 'lead_mentor', { schoolId: here.schoolId });

  await tool.services.db.run('UPDATE placement SET ends_on = :worldEndsOn', { worldEndsOn });

  return {
    tool,
    here,
    elsewhere,
    bearers: {
      noSession: null, noRole, trainee, otherTrainee, mentor, secondMentor, otherMentor, endedMentor, coach, tutor, otherTutor, schoolLead, leadMentor,
      coordinator, coordinatorElsewhere: elsewhere.bearer.coordinator,
    },
    launchAgain: async (caller) => {
      if (caller === 'noSession') return null;
      if (caller === 'coordinatorElsewhere') return launchAs(elsewhere, 'coordinator');
      return launchAs(here, caller === 'noRole' ? 'stranger' : caller);
    },
    close: async () => {
      await Promise.all([here.platform.close(), elsewhere.platform.close()]);
      await tool.close();
      await scratch.drop();
    },
  }; // prettier-ignore
}
