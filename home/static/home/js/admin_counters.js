// Counts the characters of titles and descriptions while an editor writes them.
// Search engines cut what is longer; nobody is stopped from writing more.

const LIMITS = {
  title: [0, 60],
  seo_title: [0, 60],
  search_description: [50, 160],
  intro: [0, 300],
  // Of the home page.
  lead: [0, 300],
};

function addCounter(field, [least, most]) {
  if (field.dataset.counted || field.type === "hidden") return;
  field.dataset.counted = "yes";
  const counter = document.createElement("output");
  counter.className = "help character-counter";
  counter.htmlFor = field.id;
  const show = () => {
    const { length } = [...field.value.trim()];
    const isGood = !length || (length >= least && length <= most);
    counter.textContent = `${length} / ${least ? `${least}–` : ""}${most}${isGood ? "" : " ⚠"}`;
  };
  field.addEventListener("input", show);
  field.insertAdjacentElement("afterend", counter);
  show();
}

function addCounters() {
  const form = document.querySelector("#page-edit-form, form[data-edit-form]");
  if (!form) return;
  for (const [name, limits] of Object.entries(LIMITS)) {
    const field = form.querySelector(`input[name="${name}"], textarea[name="${name}"]`);
    if (field) addCounter(field, limits);
  }
}

document.addEventListener("DOMContentLoaded", addCounters);
