import { configureLocalization, localized, msg, str, type LocaleModule } from '@lit/localize';

export { localized, msg, str };

/** The language the sentences are written in. */
export const sourceLocale = 'en-GB';

// A translation is added here and nowhere else: its tag, and how to fetch its module of templates.
const catalogues: Record<string, () => Promise<LocaleModule>> = {};

const localization = configureLocalization({
  sourceLocale,
  targetLocales: Object.keys(catalogues),
  loadLocale: (locale) => {
    const load = catalogues[locale];
    return load ? load() : Promise.reject(new Error(`No sentences in ${locale}`));
  },
});

/** The language on screen now, a BCP 47 tag; dates follow it too. */
export const getLocale = localization.getLocale;

/**
 * Chooses the nearest language we have; elements marked `@localized()` render again. Without a match the source language stays.
 * @param wanted BCP 47 tag from the platform, or null
 */
export async function chooseLocale(wanted: string | null): Promise<void> {
  const tag = wanted?.toLowerCase().replaceAll('_', '-') ?? '';
  const match = Object.keys(catalogues).find((key) => tag === key.toLowerCase() || tag.split('-')[0] === key.toLowerCase());
  await localization.setLocale(match ?? sourceLocale);
  document.documentElement.lang = match ?? sourceLocale;
}
