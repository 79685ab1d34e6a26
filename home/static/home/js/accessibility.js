// Adjustments that a visitor chose, set on <html> before the first paint. Runs in the
// head without defer; the button waits for the page. Kept in this browser only.

(() => {
  const KEY = "accessibility";
  const root = document.documentElement;
  root.classList.add("js");

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  };

  let chosen = read();

  const apply = () => {
    for (const tool of ["size", "contrast", "grey", "underline", "font", "spacing"]) {
      const value = chosen[tool];
      if (value) root.dataset[`tool${tool[0].toUpperCase()}${tool.slice(1)}`] = value;
      else delete root.dataset[`tool${tool[0].toUpperCase()}${tool.slice(1)}`];
    }
  };

  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // A browser that keeps nothing still shows the choice on this page.
    }
  };

  apply();

  document.addEventListener("DOMContentLoaded", () => {
    const open = document.querySelector("[data-tools-open]");
    const dialog = document.querySelector("dialog.tools");
    if (!open || !dialog || !dialog.showModal) return;
    const toggles = dialog.querySelectorAll("[data-tool]");
    const status = dialog.querySelector("[data-tools-status]");

    const isPressed = ({ dataset }) =>
      "value" in dataset
        ? (chosen[dataset.tool] || "") === dataset.value
        : Boolean(chosen[dataset.tool]);

    const show = () => {
      apply();
      for (const toggle of toggles) toggle.setAttribute("aria-pressed", isPressed(toggle));
    };

    for (const toggle of toggles) {
      toggle.addEventListener("click", () => {
        const { tool, value } = toggle.dataset;
        if (value === undefined) chosen[tool] = chosen[tool] ? "" : "on";
        else chosen[tool] = value;
        keep();
        show();
        status.textContent = "";
      });
    }
    dialog.querySelector("[data-tools-reset]").addEventListener("click", () => {
      chosen = {};
      keep();
      show();
      status.textContent = status.dataset.reset;
    });
    open.addEventListener("click", () => dialog.showModal());
    dialog.querySelector("[data-tools-close]").addEventListener("click", () => dialog.close());
    // A click beside the dialog closes it as well.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    // Another tab of this site chose something.
    addEventListener("storage", (event) => {
      if (event.key !== KEY) return;
      chosen = read();
      show();
    });
    show();
    open.hidden = false;
  });
})();
