/** The last page of a registration: gives the window back to the platform that opened it. The message goes to that platform's origins alone. */
const read = (): string[] => JSON.parse(document.querySelector('#close-origins')?.textContent ?? '[]') as string[];

const platformWindow = (): Window | null => (window.opener as Window | null) ?? (window.parent === window ? null : window.parent);

document.querySelector('#close')?.addEventListener('click', () => {
  const platform = platformWindow();
  for (const origin of read()) platform?.postMessage({ subject: 'org.imsglobal.lti.close' }, origin);
  const said = document.querySelector<HTMLElement>('#closed');
  if (said) said.hidden = false;
});
