import { main } from "./main.ts";

// Where the packed tool starts: its manifest says which Node it needs.
await main();
