export const dynamic = "force-dynamic";

/** The process answers: nothing more is asked here. */
export const GET = () => Response.json({ live: true });
