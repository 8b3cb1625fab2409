// Tells the width of an element, CSS pixels, whenever it is another one.
import { useEffect, type RefObject } from 'react';

export function useWidth(box: RefObject<HTMLElement | null>, onWidth: (pixels: number) => void): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const resized = new ResizeObserver(() => onWidth(element.clientWidth));
    resized.observe(element);
    return () => resized.disconnect();
  }, [box, onWidth]);
}
