// A click on the picture sets the focal point; the arrow keys move it. The two number fields do the same without script.
const STEP = 0.02;
const round = (value) => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));

function enhance(box) {
  const x = document.getElementById("id_focal_x");
  const y = document.getElementById("id_focal_y");
  if (!x || !y) return;
  const point = document.createElement("button");
  point.type = "button";
  point.className = "desk-focal__point";
  box.append(point);

  const show = () => {
    const [left, top] = [Number(x.value), Number(y.value)];
    point.style.left = `${left * 100}%`;
    point.style.top = `${top * 100}%`;
    point.setAttribute("aria-label", `Focal point: ${left} across, ${top} down. Move it with the arrow keys.`);
  };
  const move = (left, top) => {
    x.value = round(left);
    y.value = round(top);
    show();
  };
  box.querySelector("img").addEventListener("click", (event) => {
    const frame = event.currentTarget.getBoundingClientRect();
    move((event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height);
  });
  const ways = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
  point.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    move(Number(x.value) + way[0], Number(y.value) + way[1]);
  });
  for (const field of [x, y]) field.addEventListener("input", show);
  show();
}

for (const box of document.querySelectorAll("[data-focal]")) enhance(box);
