
import request from 'supertest';
import { pokerCourse } from '../../../content/poker/course.js';
import { Classroom } from '../../support/classroom.js';

describe('learning paths', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open({ course: pokerCourse({ variants: 1 }) });
  });
  after(() => room?.close());

  it('time', async () => {
    const pupil = await room.pupil();
    const { web } = room.app.app;
    const t = performance.now();
    const made = await request(web).post('/api/users/me/learning-path').set('Authorization', `Bearer ${pupil.token}`).send({});
    console.log(made.status, performance.now() - t, JSON.stringify(made.body).slice(0, 3000));
    const t2 = performance.now();
    const again = await request(web).post('/api/users/me/learning-path').set('Authorization', `Bearer ${pupil.token}`).send({});
    console.log(again.status, performance.now() - t2, again.body.version);
    for (const s of made.body.steps) console.log(s.module, s.minutes, s.expectedBy, s.reasons.map((r: {text: string}) => r.text).join(' | '));
    console.log(made.body.minutesLeft, made.body.estimatedCompletion);
  });
});
