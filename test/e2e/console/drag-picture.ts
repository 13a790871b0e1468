import type { Page } from 'playwright-core';

/** Drags a small red picture over an element of the page, or drops it there, once there is one. */
export async function dragPicture(
  page: Page,
  event: 'dragover' | 'drop',
  selector = 'body',
): Promise<void> {
  await page.locator(selector).first().waitFor();
  await page.evaluate(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
    const ink = canvas.getContext('2d');
    ink.fillStyle = '#d03020';
    ink.fillRect(8, 8, 40, 48);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([blob], 'red.png', { type: 'image/png' }));
    document.querySelector('${selector}').dispatchEvent(
      new DragEvent('${event}', { dataTransfer, bubbles: true, cancelable: true }),
    );
  })()`);
}
