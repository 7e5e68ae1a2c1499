/* On a confirmation page: what readers are told changes the preview at once. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const kind = document.querySelector('select[name="significance"]');
  const frame = document.querySelector(".desk-frame");
  if (kind && frame) {
    kind.addEventListener("change", () => {
      const address = new URL(frame.src);
      address.searchParams.set("significance", kind.value);
      frame.src = address.href;
    });
  }
});
