/** The invented lessons of the demonstration story: what a mentor noted and wrote. No real class, school or child is meant. */
export interface StoryLesson {
  className: string;
  topic: string;
  period: string;
  focus: string;
  /** Minutes after the start, the kind of note, and what was noted. */
  notes: [number, 'strength' | 'question' | 'develop' | 'none', string][];
  strengths: string;
  areasToDevelop: string;
  impact: string;
  target: { wording: string; actions: string; support: string };
}

export const storyLessons: StoryLesson[] = [
  {
    className: 'Year 8, set 2',
    topic: 'Ratio: sharing in a given ratio',
    period: 'P2',
    focus: 'Entry and the first five minutes: does everybody start without being told twice?',
    notes: [
      [1, 'strength', 'Greets at the door, names, task on the board. 24 of 27 writing within a minute.'],
      [6, 'none', 'Register during the starter. Quiet.'],
      [14, 'question', 'Who answered? Five hands, the same five. What would the others have said?'],
      [22, 'develop', 'Model on the board skips the bar for the first part. Three at the back copy it without the bar.'],
      [37, 'strength', 'Goes to the back row first. Short question, waits, moves on.'],
      [52, 'none', 'Exit question: 19 of 27 right.'],
    ],
    strengths:
      'The entry routine holds. Nobody waited for you and the task was worth doing. You went to the back row first when they began to work alone.',
    areasToDevelop: 'Questions went to volunteers. The worked example left out a step that the weaker third needed.',
    impact: '19 of 27 could share in a ratio at the end; those who could not were the ones who never answered aloud.',
    target: {
      wording: 'Ask everybody: cold call after thinking time at least four times in each lesson',
      actions: 'Write the four questions in the plan. Ten seconds of silence, then a name.',
      support: 'Priya counts the names on Wednesday P2.',
    },
  },
  {
    className: 'Year 9, set 3',
    topic: 'Expanding brackets',
    period: 'P4',
    focus: 'Questions to everybody, with thinking time',
    notes: [
      [3, 'none', 'Mini whiteboards out, pens work. 40 seconds.'],
      [9, 'strength', 'Ten seconds of silence before the name. All look at the board, not at you.'],
      [18, 'strength', 'Wrong answer from seat 14 is used: what did you multiply? Class puts it right.'],
      [31, 'question', 'Two at the window finished at once. What is there for them?'],
      [44, 'develop', 'Explains the extension to all, twice. Four minutes.'],
    ],
    strengths:
      'Thinking time changed who answers: eleven different names in twenty minutes. A wrong answer became the best part of the lesson.',
    areasToDevelop: 'Those who finish early wait. Give the extension in writing, ready on the desk.',
    impact: 'On whiteboards 21 of 25 expanded correctly at the third attempt, 9 at the first.',
    target: {
      wording: 'Have the next thing ready in writing for those who finish first',
      actions: 'One card a lesson, on the desk before they come in.',
      support: 'Department folder, cards from last year.',
    },
  },
  {
    className: 'Year 7, form 7N',
    topic: 'Angles at a point and on a line',
    period: 'P1',
    focus: 'How you know who has understood before they work alone',
    notes: [
      [4, 'none', 'Starter from last week: four questions, marked at once.'],
      [12, 'strength', 'Checks with a hinge question: A, B, C fingers. Sees six wrong, groups them.'],
      [25, 'question', 'The six at the front: what will you do with them tomorrow?'],
      [40, 'strength', 'Circulates with a list, ticks. Not the loudest first.'],
    ],
    strengths: 'The hinge question decided what happened next, and you acted on it within a minute.',
    areasToDevelop: 'The small group got the same explanation again. Try a different picture.',
    impact: 'Four of the six could do the last two questions without help.',
    target: {
      wording: 'Plan a second explanation that looks different from the first',
      actions: 'In the plan: if the hinge goes wrong, then …',
      support: 'Watch Sam Cole with 7S on Thursday P3.',
    },
  },
  {
    className: 'Year 10, set 4',
    topic: 'Reading scatter graphs',
    period: 'P5',
    focus: 'Talk in pairs that stays on the mathematics',
    notes: [
      [2, 'develop', 'Instructions while they move chairs. Nobody hears the second half.'],
      [15, 'none', 'Pairs: "tell your partner what the point at the top means".'],
      [17, 'strength', 'Listens to three pairs, then quotes one of them to all.'],
      [33, 'question', 'Seats 3 and 4 talk about something else for four minutes. Did you choose to leave it?'],
      [50, 'strength', 'Ends on time, books in, stands behind chairs.'],
    ],
    strengths: 'Quoting what you heard made pair talk matter. The end of the lesson is calm.',
    areasToDevelop: 'Wait for silence and stillness before you speak. Decide beforehand what you do when a pair drifts.',
    impact: 'Most could say what an outlier means in their own words; writing it down was harder.',
    target: {
      wording: 'Speak only when it is quiet: stand still, wait, then one instruction at a time',
      actions: 'Same spot, same words, every lesson this week.',
      support: 'Priya signals from the back when you begin too soon.',
    },
  },
  {
    className: 'Year 8, set 2',
    topic: 'Percentages of amounts',
    period: 'P2',
    focus: 'One instruction at a time',
    notes: [
      [1, 'strength', 'Stands at the front left, waits nine seconds. Silence.'],
      [10, 'strength', 'Three instructions, one after the other, each checked.'],
      [28, 'question', 'Seat 21 has written nothing. You passed twice. What did you see?'],
      [46, 'develop', 'Plenary rushed: two minutes for the exit question.'],
    ],
    strengths: 'The waiting works; the class has noticed and settles sooner each time.',
    areasToDevelop: 'Keep five minutes for the end. Decide what you look for when you walk round.',
    impact: '23 of 27 found 15 % of an amount by a method they could explain.',
    target: {
      wording: 'Look at every book once before minute thirty, with one question in mind',
      actions: 'Write the question on the plan; a tick list on the clipboard.',
      support: 'Priya walks round with you once and says aloud what she looks at.',
    },
  },
];
