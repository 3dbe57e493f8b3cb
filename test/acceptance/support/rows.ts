/** One row of the acceptance list: what the launch, the grade and the roster must do, whoever is on the other side. */
export interface Row {
  readonly id: string;
  /** One sentence that is true when the row passes. */
  readonly asks: string;
  /** What of it does not apply yet, and why. A row without any test needs this. */
  readonly notYet?: string;
}

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** What applies to nothing that the tool has today. */
const NOT_YET: Readonly<Record<string, string>> = {
  S16: 'the tool makes no CSV, PDF or e-mail, and takes no files',
};

function section(title: string, asks: Readonly<Record<string, string>>): Section {
  const rows = Object.entries(asks).map(([id, ask]) => {
    const notYet = NOT_YET[id];
    return { id, asks: ask, ...(notYet !== undefined && { notYet }) };
  });
  return { title, rows };
}

/** The nine launches of the certification, for one of its two people, numbered from `first`. */
function launchesOf(person: string, first: number): Record<string, string> {
  const kinds = [
    'with every claim',
    'with several roles',
    'with a role in its short form',
    'with a role that nobody knows',
    'with an empty list of roles',
    'with an e-mail address and no name',
    'with names and no e-mail address',
    'with nothing personal at all',
    'with an e-mail address and no course',
  ];
  return Object.fromEntries(
    kinds.map((kind, index) => [`V${first + index}`, `A launch of ${person} ${kind} gets in.`]),
  );
}

export const SECTIONS: readonly Section[] = [
  section('Bad launches', {
    B1: 'A token without a key id is refused.',
    B2: 'A token with a key id that the platform does not publish is refused.',
    B3: 'A token of another version of LTI is refused.',
    B4: 'A token without a version of LTI is refused.',
    B5: 'JSON that is no token, and a token that is no LTI message, are refused.',
    B6: 'A token without any one of the required claims is refused.',
    B7: 'A token whose times are missing, of a wrong kind, over, or not yet begun is refused.',
    B8: 'A token without a message type is refused.',
    B9: 'A token without a list of roles is refused.',
    B10: 'A token without a deployment is refused.',
    B11: 'A token without the id of its link is refused.',
    B12: 'A token without a person is refused with a page that says what to do.',
  }),
  section('Good launches', { ...launchesOf('an instructor', 1), ...launchesOf('a student', 10) }),
  section('The core of LTI', {
    C1: 'A login begins by GET and by POST, needs its three parameters, and hands the hints on unchanged.',
    C2: 'The request to the platform has every required parameter and the one registered address to come back to.',
    C3: 'A token is taken only after every check of signature, issuer, audience, party, algorithm, times and nonce.',
    C4: 'The signed target decides where a launch goes, and only a page of ours can be one.',
    C5: 'People, courses and links are told apart by issuer and deployment, and by the case of their letters.',
    C6: 'Several deployments share a client id, each with an institution of its own.',
    C7: 'Unknown claims are ignored, and a custom variable that was not filled in counts as absent.',
    C8: 'Who leaves goes back where the platform asked for, with a message when something went wrong.',
    C9: 'An error that the platform sends instead of a token is shown as a page for people.',
    C10: 'An anonymous launch, a mentor and an identity of LTI 1.1 are each answered as decided.',
    C11: 'Our public keys are open to all, and a key that was rotated out stays while it may still be in use.',
    C12: "A platform's keys are kept as long as it says, and fetched once more for a key id that is new.",
  }),
  section('Deep linking', {
    DL1: 'The answer to a deep linking request is signed, complete, and gives the data back unchanged.',
    DL2: 'The answer goes back as a form that posts itself, also when nothing was chosen.',
    DL3: 'What the platform accepts is obeyed, and only staff may choose.',
    DL4: 'A link has an absolute address, words, text parameters, and a line item that is worth something.',
    DL5: 'Two tabs that choose at a time each give their own data back.',
    DL6: 'A request without roles is answered with a page, and never by a fault.',
    DL7: 'The page that goes back may post to the platform, and run its own script alone.',
    DL8: 'The answer is good for some minutes, so clocks may differ, and says so when nothing can be placed.',
  }),
  section('Grades', {
    G1: 'The line item of the launch is used, else the one that is there already; one is made only if there is none.',
    G2: 'A list in pages is followed by its own links, as they are.',
    G3: 'An address with a query keeps it when scores and results are asked for.',
    G4: 'A line item that we make has a label and a maximum above zero; one that is there is never changed.',
    G5: 'A score says whose it is, how far the work is, when it was, and what it is worth.',
    G6: 'The time of a score is when it changed here, later than any before it, however late it is sent.',
    G7: 'A score carries no comment: none of ours can be markup, or be cleared by leaving it out.',
    G8: 'A score says when the work began and when it was handed in.',
    G9: 'A token is asked for by a signed assertion, for granted scopes only, kept, and asked for anew after a 401.',
    G10: 'Faults are told apart: tried again in time, or put where staff see them; nothing is applied twice.',
  }),
  section('Grades in Moodle', {
    M1: 'Who cannot be graded, a missing item and a missing permission are each answered with what to do.',
    M2: 'Two scores of one person are whole seconds apart, and after a 409 a newer grade of a teacher stays.',
    M3: 'A grade that is there is never cleared by a score that is not final.',
    M4: 'The maximum of the score may differ from that of the gradebook.',
    M5: 'Only scopes that were granted are used.',
    M6: 'A launch without a line item finds its own, and deletes none.',
    M7: 'A line item whose address has a type keeps it.',
    M8: 'A line item without a maximum takes scores all the same.',
  }),
  section('Grades in Canvas', {
    N1: 'A refusal for a person, a time or a course ends in what staff can read, and is not repeated for ever.',
    N2: 'Times have parts of a second.',
    N3: 'A score without final grading never takes a grade away.',
    N4: 'A change of a grade uses up no attempt, and keeps what a teacher wrote.',
    N5: 'No line item is changed or deleted in the whole life of a link, so no 401 for that can be taken for a bad token.',
    N6: 'The person of a score is the one of the launch.',
    N7: 'Every request says which program sends it.',
    N8: 'Being throttled is understood from the status and from the words, and few requests run at a time.',
    N9: 'A test student gets no grade and holds nobody else up.',
  }),
  section('The roster', {
    R1: 'All pages of a roster are read, as its links say, with the right media type and scope.',
    R2: 'A filter by role or by link is passed on, and an answer that is only a part does no harm.',
    R3: 'A roster that loops, leads elsewhere, is too long or too slow is given up.',
  }),
  section('Without cookies', {
    P1: 'A platform that offers to keep values is asked to, at login and at launch.',
    P2: 'Messages go to the frame and origin that the platform named, and only its answers are believed.',
    P3: 'One short secret for each login is kept, under a key that names the login.',
    P4: 'Cookie, storage of the platform, own storage and a new window are tried in turn, and nobody gets in without.',
    P5: 'The secret is compared on the server, which keeps its hash alone, once, for ten minutes.',
    P6: 'A platform that keeps no values and posts its login, such as Moodle, works by cookie or own storage.',
    P7: 'An app without storage of the platform works by its first-party cookie.',
    P8: 'A launch from a frame within a frame finds the storage of the platform.',
  }),
  section('Security', {
    S1: 'Every algorithm but RS256, and every key that a token brings along, is refused.',
    S2: "Another's key, a changed token, and tricks with key ids are refused.",
    S3: 'Each time of a token is a number in its window, with sixty seconds for clocks that differ.',
    S4: 'A nonce is good once, among any number of posts, in any number of processes, however late.',
    S5: 'A state is good once, for ten minutes, for its own login, platform and browser.',
    S6: 'An audience with others in it, or another authorised party, is refused.',
    S7: 'A client or a deployment that nobody approved gets a page to wait by, and writes nothing.',
    S8: "Nobody is signed in by somebody else's token and state.",
    S9: 'No address leads the browser to another site.',
    S10: 'A session ends by itself, by a lower role and by relaunch, and its secret stands in no address and no log.',
    S11: 'No id of another institution opens anything, over all routes.',
    S12: "No learner reaches another learner's work.",
    S13: 'A role comes from the roles of this launch in this course alone, and doubt makes it smaller.',
    S14: "Addresses of services come from the launch alone and lead to the platform's own host.",
    S15: 'Nothing is written by a cookie alone, from another site, or by GET.',
    S16: 'No word from outside ever runs on a page.',
    S17: 'Operators, lists and objects where words are expected reach no query.',
    S18: 'No name of a prototype changes anything.',
    S19: 'What is too large, too deep or too slow is refused, and the process lives.',
    S21: 'No address that a platform gives leads into a private network.',
    S23: 'Who asks too often is told when to come back, and the queue does not grow without bound.',
    S24: 'The process survives malformed requests and the loss of its services, and says when it is not ready.',
    S25: 'Every page has the headers that keep it safe and still let the platform frame it.',
    S28: 'What matters is written to a record that is only added to, without words about people and without secrets.',
    S29: 'The log holds no token, state, name, address or cookie.',
  }),
];

export const ROWS: readonly Row[] = SECTIONS.flatMap(({ rows }) => rows);
