// The map of partners. Leaflet and the tiles are asked for after a click, not before.

function load(element, properties) {
  return new Promise((resolve, reject) => {
    const asset = Object.assign(document.createElement(element), properties);
    asset.addEventListener("load", resolve);
    asset.addEventListener("error", reject);
    document.head.append(asset);
  });
}

// Partners of one town may share its point: one pin then names them all.
function groupByPlace(markers) {
  const places = new Map();
  for (const marker of markers) {
    const key = `${marker.latitude} ${marker.longitude}`;
    places.set(key, [...(places.get(key) || []), marker]);
  }
  return [...places.values()];
}

function buildPopup(partners) {
  const list = document.createElement("ul");
  list.className = "partner-map__names";
  for (const partner of partners) {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), {
      href: partner.url,
      textContent: partner.name,
    });
    const facts = Object.assign(document.createElement("span"), {
      textContent: partner.facts,
    });
    item.append(link, facts);
    list.append(item);
  }
  return list;
}

function draw(canvas, data) {
  const L = window.L;
  const map = L.map(canvas, { zoomControl: false, scrollWheelZoom: false });
  map.attributionControl.setPrefix(false);
  L.tileLayer(data.tiles.url, data.tiles.options).addTo(map);
  L.control
    .zoom({ zoomInTitle: canvas.dataset.zoomIn, zoomOutTitle: canvas.dataset.zoomOut })
    .addTo(map);
  const icon = L.icon({
    iconUrl: canvas.dataset.pin,
    iconSize: [32, 44],
    iconAnchor: [16, 43],
    popupAnchor: [0, -38],
  });
  const places = groupByPlace(data.markers);
  map.fitBounds(
    places.map(([partner]) => [partner.latitude, partner.longitude]),
    { padding: [48, 48], maxZoom: 12 },
  );
  for (const partners of places) {
    const name = partners.map((partner) => partner.name).join(", ");
    const place = [partners[0].latitude, partners[0].longitude];
    const marker = L.marker(place, { icon, alt: name, title: name });
    marker.bindPopup(buildPopup(partners), { minWidth: 200 }).addTo(map);
    // Leaflet makes it a button and opens it by Enter; a button knows Space too.
    marker.getElement().addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      marker.openPopup();
    });
  }
  map.on("popupopen", ({ popup }) => {
    const box = popup.getElement();
    box.querySelector("[role=button]").setAttribute("aria-label", canvas.dataset.close);
    box.querySelector("li a").focus();
    box.onkeydown = (event) => {
      if (event.key === "Escape") map.closePopup();
    };
  });
  // The keyboard goes on where it was.
  map.on("popupclose", ({ popup }) => {
    const active = document.activeElement;
    if (active === document.body || popup.getElement().contains(active)) {
      popup._source.getElement().focus();
    }
  });
}

for (const root of document.querySelectorAll("[data-partner-map]")) {
  const canvas = root.querySelector(".partner-map__canvas");
  const button = root.querySelector("button");
  const status = root.querySelector("[data-status]");
  const data = JSON.parse(root.querySelector("script").textContent);
  root.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    status.textContent = "";
    try {
      await Promise.all([
        load("link", { rel: "stylesheet", href: canvas.dataset.style }),
        load("script", { src: canvas.dataset.script }),
      ]);
    } catch {
      status.textContent = status.dataset.failed;
      button.disabled = false;
      return;
    }
    canvas.hidden = false;
    draw(canvas, data);
    button.hidden = true;
    canvas.focus();
  });
}
