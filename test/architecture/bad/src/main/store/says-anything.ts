export const anything = (value: any): void => {
  value();
};
