// Lets every countdown on the page tick by the browser's own clock, from what was left when the server drew it.
export function tick(root) {
  const ends = new Map();
  const draw = () => {
    for (const time of root.querySelectorAll('time[data-left]')) {
      const drawn = `${time.dateTime} ${time.dataset.left}`;
      if (ends.get(time)?.drawn !== drawn) ends.set(time, { drawn, at: performance.now() + time.dataset.left * 1000 });
      const left = Math.max(0, Math.round((ends.get(time).at - performance.now()) / 1000));
      time.firstChild.data = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
      time.classList.toggle('ending', left <= 60);
    }
  };

  draw();
  const clock = setInterval(draw, 250);
  return { stop: () => clearInterval(clock) };
}
