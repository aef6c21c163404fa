/** A function that works out what belongs to an object when first asked, and then knows it as long as the object lives. */
export function onceFor<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) {
      return found.value;
    }
    const value = work(key);
    known.set(key, { value });
    return value;
  };
}
