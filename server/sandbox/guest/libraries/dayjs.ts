import dayjs from "dayjs";
import { defineGlobals } from "../define-globals.ts";

defineGlobals({ dayjs });
