// A signature drawn with a finger, where the phone is, and a photo a slow line can carry, for those phones that can. The form works without any of it.
const form = document.querySelector('form[enctype]');
const photo = form?.querySelector('input[type=file]');
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

const largeBytes = 1024 * 1024;
const longestSide = 1600;

async function shrink(picture) {
  const image = await createImageBitmap(picture);
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height));
  const sheet = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale));
  sheet.getContext('2d').drawImage(image, 0, 0, sheet.width, sheet.height);
  return new File([await sheet.convertToBlob({ type: 'image/jpeg', quality: 0.8 })], 'photo.jpg', { type: 'image/jpeg' });
}

photo?.addEventListener('change', async () => {
  const [picture] = photo.files;
  if (!picture || picture.size <= largeBytes) return;
  try {
    const chosen = new DataTransfer();
    chosen.items.add(await shrink(picture));
    if (photo.files[0] === picture) photo.files = chosen.files;
  } catch {
    // This phone cannot; the photo goes as it is.
  }
});
