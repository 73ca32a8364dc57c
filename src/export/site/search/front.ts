// The script of the site's front page: the way to today's page, and to any day's that has posts.

const place = document.getElementById('at-once');
const [today, anyDay] = ['today', 'any-day'].map((id) => document.getElementById(id));
/** Those that have posts: the others are of the lightest shade. */
const days = [...document.querySelectorAll<HTMLAnchorElement>('.all-days a:not(.level-0)')].map(({ href }) => href);

function leadOn(): void {
  // Without a date it is today's.
  const name = new Intl.DateTimeFormat('en', { month: '2-digit', day: '2-digit' }).format().replace('/', '-');
  today?.setAttribute('href', `days/${name}.html`);
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
  anyDay?.setAttribute('href', days[chance % days.length] ?? `days/${name}.html`);
  if (place) place.hidden = false;
}

// Also when somebody comes back to it: tomorrow, or for another day.
addEventListener('pageshow', leadOn);
