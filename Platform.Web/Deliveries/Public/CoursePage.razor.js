// A signature drawn with a finger, and where the phone is, for those phones that can. The form works without either.
const form = document.querySelector('form');
const pad = form?.querySelector('canvas');
const place = form?.querySelector('input[name="Form.Place"]');

if (pad) {
  const field = form.querySelector('input[name="Form.Signature"]');
  const pen = pad.getContext('2d');
  const box = pad.closest('[hidden]');
  box.hidden = false;
  pad.width = pad.clientWidth * devicePixelRatio;
  pad.height = pad.clientHeight * devicePixelRatio;
  pen.scale(devicePixelRatio, devicePixelRatio);
  pen.lineWidth = 2.5;
  pen.lineCap = 'round';
  pen.strokeStyle = getComputedStyle(pad).color;

  let isDrawn = false;
  const at = event => [event.offsetX, event.offsetY];
  pad.addEventListener('pointerdown', event => {
    pad.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  pad.addEventListener('pointermove', event => {
    if (!pad.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...at(event));
    pen.stroke();
    isDrawn = true;
  });
  box.querySelector('button').addEventListener('click', () => {
    pen.clearRect(0, 0, pad.width, pad.height);
    isDrawn = false;
  });
  form.addEventListener('submit', () => { field.value = isDrawn ? pad.toDataURL('image/png') : ''; });
}

if (place && navigator.geolocation) {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => { place.value = `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`; },
    () => {},
    { enableHighAccuracy: true, maximumAge: 60000, timeout: 15000 });
}
