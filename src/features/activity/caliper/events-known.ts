/** What an event of a type may say, by Caliper 1.2 (metric profiles). */
export interface EventRules {
  readonly actions: readonly string[];
  readonly actors: readonly string[];
  /** Types that the object may have; a subtype counts as its type. */
  readonly objects: readonly string[];
  readonly generated?: readonly string[];
  readonly target?: readonly string[];
  /** `target` must be there. */
  readonly needs?: readonly ('generated' | 'target')[];
}

const PERSON = ['Person'];
const PERSON_OR_PROGRAM = ['Person', 'SoftwareApplication'];
const words = (text: string): string[] => text.split(' ');

export const EVENTS: Readonly<Record<string, EventRules>> = {
  AnnotationEvent: {
    actions: words('Bookmarked Highlighted Shared Tagged'),
    actors: PERSON,
    objects: ['DigitalResource'],
    generated: ['Annotation'],
  },
  AssessmentEvent: {
    actions: words('Started Paused Resumed Restarted Reset Submitted'),
    actors: PERSON,
    objects: ['Assessment'],
    generated: ['Attempt'],
  },
  AssessmentItemEvent: {
    actions: words('Started Skipped Completed'),
    actors: PERSON,
    objects: ['AssessmentItem'],
    generated: ['Response', 'Attempt'],
  },
  AssignableEvent: {
    actions: words('Activated Deactivated Started Completed Submitted Reviewed'),
    actors: PERSON,
    objects: ['AssignableDigitalResource'],
    generated: ['Attempt'],
    target: ['Frame'],
  },
  FeedbackEvent: {
    actions: words('Commented Ranked'),
    actors: PERSON,
    objects: ['DigitalResource'],
    generated: ['Rating', 'Comment'],
    target: ['Frame'],
  },
  ForumEvent: { actions: words('Subscribed Unsubscribed'), actors: PERSON, objects: ['Forum'] },
  GradeEvent: {
    actions: ['Graded'],
    actors: PERSON_OR_PROGRAM,
    objects: ['Attempt'],
    generated: ['Score'],
    needs: ['generated'],
  },
  MediaEvent: {
    actions: words(
      'Started Ended Paused Resumed Restarted ForwardedTo JumpedTo ChangedResolution ChangedSize ChangedSpeed ChangedVolume EnabledClosedCaptioning DisabledClosedCaptioning EnteredFullScreen ExitedFullScreen Muted Unmuted OpenedPopout ClosedPopout',
    ),
    actors: PERSON,
    objects: ['MediaObject'],
    target: ['MediaLocation'],
  },
  MessageEvent: { actions: words('MarkedAsRead MarkedAsUnread Posted'), actors: PERSON, objects: ['Message'] },
  NavigationEvent: {
    actions: ['NavigatedTo'],
    actors: PERSON,
    objects: ['DigitalResource', 'SoftwareApplication'],
    target: ['DigitalResource'],
  },
  QuestionnaireEvent: { actions: words('Started Submitted'), actors: PERSON, objects: ['Questionnaire'] },
  QuestionnaireItemEvent: {
    actions: words('Started Skipped Completed'),
    actors: PERSON,
    objects: ['QuestionnaireItem'],
    generated: ['Response'],
  },
  ResourceManagementEvent: {
    actions: words(
      'Archived Copied Created Deleted Described Downloaded Modified Printed Published Restored Retrieved Saved Unpublished Uploaded',
    ),
    actors: PERSON,
    objects: ['DigitalResource'],
    generated: ['DigitalResource'],
  },
  SearchEvent: {
    actions: ['Searched'],
    actors: PERSON,
    objects: ['Entity'],
    generated: ['SearchResponse'],
  },
  SessionEvent: {
    actions: words('LoggedIn LoggedOut TimedOut'),
    actors: PERSON_OR_PROGRAM,
    objects: ['SoftwareApplication', 'Session'],
    target: ['DigitalResource'],
  },
  SurveyEvent: { actions: words('OptedIn OptedOut'), actors: PERSON, objects: ['Survey'] },
  SurveyInvitationEvent: { actions: words('Accepted Declined Sent'), actors: PERSON, objects: ['SurveyInvitation'] },
  ThreadEvent: { actions: words('MarkedAsRead MarkedAsUnread'), actors: PERSON, objects: ['Thread'] },
  ToolLaunchEvent: {
    actions: words('Launched Returned'),
    actors: PERSON,
    objects: ['SoftwareApplication'],
    generated: ['DigitalResource'],
    target: ['Link'],
  },
  ToolUseEvent: {
    actions: ['Used'],
    actors: PERSON,
    objects: ['SoftwareApplication'],
    generated: ['AggregateMeasureCollection'],
    target: ['SoftwareApplication'],
  },
  ViewEvent: { actions: ['Viewed'], actors: PERSON, objects: ['DigitalResource'], target: ['Frame'] },
};

/** The profile that an event may name beside the general one: several types share a profile. */
export const PROFILES = words(
  'AnnotationProfile AssessmentProfile AssignableProfile FeedbackProfile ForumProfile GradingProfile GeneralProfile MediaProfile ReadingProfile ResourceManagementProfile SearchProfile SessionProfile SurveyProfile ToolLaunchProfile ToolUseProfile',
);

/** The type that a type is a kind of. */
const KIND_OF: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    words(
      'AssignableDigitalResource Chapter Collection Document Forum Frame LearningObjective Link MediaLocation MediaObject Message Page Questionnaire QuestionnaireItem Question Reading Survey Thread WebPage EpubChapter EpubPart EpubSubChapter EpubVolume DigitalResourceCollection AssessmentItem LtiLink Image',
    ).map((type) => [type, 'DigitalResource']),
  ),
  ...{ AudioObject: 'MediaObject', ImageObject: 'MediaObject', VideoObject: 'MediaObject' },
  ...{ Assessment: 'AssignableDigitalResource', AssessmentItem: 'AssignableDigitalResource', LtiLink: 'Link' },
  ...{ BookmarkAnnotation: 'Annotation', HighlightAnnotation: 'Annotation' },
  ...{ SharedAnnotation: 'Annotation', TagAnnotation: 'Annotation' },
  ...Object.fromEntries(
    words(
      'FillinBlankResponse MultipleChoiceResponse MultipleResponseResponse SelectTextResponse TrueFalseResponse OpenEndedResponse RatingScaleResponse DateTimeResponse MultiselectResponse',
    ).map((type) => [type, 'Response']),
  ),
  ...{ LtiSession: 'Session', Student: 'Person', Instructor: 'Person' },
};

/** Whether a type is one of those, or a kind of one. */
export function isKindOf(type: string, wanted: readonly string[]): boolean {
  for (
    let each: string | undefined = type;
    each !== undefined;
    each = Object.hasOwn(KIND_OF, each) ? KIND_OF[each] : undefined
  ) {
    if (wanted.includes(each)) return true;
  }
  return wanted.includes('Entity');
}
