// 那年今日: the home page shows what was printed on this day of past years, or on the nearest day within a week.
// Which days have a page stands in data-days: for each month a hexadecimal number, whose bit n stands for day n + 1.

const section = document.querySelector(".today");
const months = section.dataset.days.split(" ").map((mark) => Number.parseInt(mark, 16));
const calendar = section.querySelector("a");
const NEAR = 7;
const MOST = 4;

const two = (number) => String(number).padStart(2, "0");

function nearestDay() {
  const now = new Date();
  for (let away = 0; away <= NEAR; away += 1) {
    for (const days of away ? [-away, away] : [0]) {
      const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
      if ((months[date.getMonth()] >> (date.getDate() - 1)) & 1) return { date, away };
    }
  }
  return null;
}

async function show({ date, away }) {
  const address = new URL(`${two(date.getMonth() + 1)}-${two(date.getDate())}/`, calendar.href);
  const answer = await fetch(address);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = page.querySelector(".day-list");
  for (const link of list.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), address);
  const name = page.querySelector("h1").textContent.trim();
  const left = list.children.length - MOST;
  while (list.children.length > MOST) list.lastElementChild.remove();
  for (const heading of list.querySelectorAll("h2")) {
    const smaller = document.createElement("h3");
    smaller.className = heading.className;
    smaller.append(...heading.childNodes);
    heading.replaceWith(smaller);
  }
  const when = document.createElement("p");
  when.className = "when";
  when.textContent = away ? section.dataset.near.replace("{day}", name) : name;
  section.querySelector("h2").after(when, document.importNode(list, true));
  if (left > 0) {
    const whole = document.createElement("a");
    whole.href = address;
    whole.textContent = section.dataset.whole;
    calendar.before(whole, " ");
  }
}

const day = nearestDay();
// Without a network, or with a page that is no longer there, the plain link to the calendar stays.
if (day) show(day).catch(() => {});
