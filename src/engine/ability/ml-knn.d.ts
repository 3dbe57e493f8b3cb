/** The part of ml-knn 3.0.0 that we use: a vote among the nearest, labels only. */
declare module 'ml-knn' {
  class KNN<Label extends string | number> {
    constructor(
      dataset: readonly (readonly number[])[],
      labels: readonly Label[],
      options?: { k?: number; distance?: (a: readonly number[], b: readonly number[]) => number },
    );
    predict(point: readonly number[]): Label;
    predict(points: readonly (readonly number[])[]): Label[];
  }
  export = KNN;
}
