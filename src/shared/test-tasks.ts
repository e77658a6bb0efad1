/** The model test of Settings: for each task, one small real request to the model that does this task. */
export const testTasks = ["chat", "picture", "title"] as const;
export type TestTask = (typeof testTasks)[number];
