// How many series a run takes, counted as PromQL sees them: a histogram is one for each bound and its count, sum, min and
// max. What is beyond is refused, so that a flood of labels costs words and no memory: an index of all of them is kept.
export const MOST_SERIES = 250_000;
