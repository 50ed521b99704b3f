declare const brand: unique symbol;

/**
 * A primitive that may not be mixed with others of the same shape, such as an instant and a duration.
 *
 * The brand exists for the compiler only; at run time the value is the plain primitive.
 */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
