/** The type of job that holds a case's photos against its place, its time and every earlier photo. */
export const PHOTO_JOB = "photo-check";
