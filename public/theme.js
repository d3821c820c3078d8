// Applies what this browser remembers before the first paint, so that a dark desk does not flash
// white. The app keeps these keys; see src/state/preferences.rs.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(`cancel-desk.${key}`);
    } catch {
      return null; // Storage is refused: the defaults of the page stand.
    }
  };
  const root = document.documentElement;
  const theme = read("theme");
  const locale = read("locale");
  const density = read("density");
  if (theme) root.dataset.theme = theme;
  if (density) root.dataset.density = density;
  if (locale) root.lang = locale;
})();
