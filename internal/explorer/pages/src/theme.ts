// Runs before anything is drawn, so that a page never shows in the other theme first.
const chosen = localStorage.getItem('entente-theme');
if (chosen === 'light' || chosen === 'dark') {
  document.documentElement.dataset.theme = chosen;
}
