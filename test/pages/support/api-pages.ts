import type { SamplePage } from './samples.js';

const field = (name: string, kind: string, required: boolean, description: string) => ({
  name,
  kind,
  required,
  description,
});

const operation = (id: string, method: string, path: string, summary: string, more: object = {}) => ({
  ...{
    id,
    tag: 'recommendations',
    method,
    path,
    summary,
    description: 'Sessions: of the learner. Keys: learners:read.',
  },
  ...{ parameters: [], body: [], status: '200', answer: [], refusals: ['400', '401', '403', '404'] },
  ...more,
});

/** The reference of the API with names as long as the longest that it has. */
export const apiPages: Readonly<Record<string, SamplePage>> = {
  'api-reference': {
    view: 'api-reference',
    data: {
      view: {
        tags: [
          {
            name: 'recommendations',
            operations: [
              operation(
                'listRecommendations',
                'GET',
                '/api/users/{userId}/recommendations',
                'What to do next, and why.',
                {
                  parameters: [
                    field('userId', 'string, path', true, 'Our own opaque id, or `me` with a session.'),
                    field(
                      'type',
                      '"course" | "assessment" | "character" | "review", query',
                      false,
                      'Only of this kind.',
                    ),
                  ],
                  answer: [
                    field('recommendations[].reasons[].values', 'object', true, 'What the sentence speaks of.'),
                    field('saw.parameters.engagement.coefficients', 'list of number', false, ''),
                  ],
                },
              ),
              operation(
                'rateRecommendation',
                'POST',
                '/api/recommendations/{recommendationId}/feedback',
                'Says how good a suggestion was.',
                {
                  body: [field('score', 'integer', true, 'From 1, no help, to 5, just right.')],
                },
              ),
            ],
          },
          {
            name: 'learning paths',
            operations: [operation('getPath', 'GET', '/api/users/{userId}/learning-path', 'The path of a learner.')],
          },
        ],
      },
    },
    principal: null,
  },
};
