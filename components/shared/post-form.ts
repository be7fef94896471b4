/**
 * Leaves for an address by a form POST, so that neither the address nor the history holds what is sent.
 * @param ownTab opens a tab for it instead, which knows nothing of this one
 */
export function postForm(action: string, fields: Readonly<Record<string, string>>, ownTab = false): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  if (ownTab) {
    form.target = '_blank';
    form.rel = 'noopener';
  }
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
