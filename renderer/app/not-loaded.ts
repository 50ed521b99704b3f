/** What is thrown where the code of a place could not be fetched; people read it in their own language. */
export const NOT_LOADED = 'This place could not be loaded.';
