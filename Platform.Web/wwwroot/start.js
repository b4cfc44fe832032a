// A short cut in the line should pass unnoticed; a longer one should not hammer the server.
const delays = [0, 250, 500, 1000, 2000, 5000];

Blazor.start({
  circuit: {
    reconnectionOptions: {
      maxRetries: Number.MAX_SAFE_INTEGER,
      retryIntervalMilliseconds: attempt => delays[Math.min(attempt, delays.length - 1)],
    },
  },
});

// Rejected: the server is there but no longer knows this page. The address is the state, so loading it again resumes the work.
const bar = document.getElementById('components-reconnect-modal');
new MutationObserver(() => bar.classList.contains('components-reconnect-rejected') && location.reload())
  .observe(bar, { attributes: true, attributeFilter: ['class'] });
