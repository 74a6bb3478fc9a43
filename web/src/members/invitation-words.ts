/** What somebody is invited as, with the article that belongs to it. */
export const asRole = (role: string): string => (role === "admin" ? "an admin" : `a ${role}`);
