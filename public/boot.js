// Starts the app. The build writes the names of its files on this script's own tag.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

try {
  const app = await import(js);
  await app.default({ module_or_path: wasm });
  document.getElementById("boot")?.remove();
} catch (error) {
  console.error(error);
  document.getElementById("boot")?.setAttribute("data-failed", "");
}
