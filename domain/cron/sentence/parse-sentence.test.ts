import { describe, expect, it } from "vitest";
import { parseSchedule } from "../index.ts";
import { parseSentence } from "./index.ts";

function frequencyOf(sentence: string): string {
  const result = parseSentence(sentence);
  if (!result.ok) throw new Error(`"${sentence}" was refused: ${result.message}`);
  return parseSchedule(result.frequency, "UTC").expression;
}

const INTERVALS = [
  ["every minute", "* * * * *"],
  ["Every 1 minute", "* * * * *"],
  ["every 15 minutes", "*/15 * * * *"],
  ["  EVERY   FIFTEEN\tMINUTES.  ", "*/15 * * * *"],
  ["each 5 mins", "*/5 * * * *"],
  ["every 10m", "*/10 * * * *"],
  ["every thirty minutes", "*/30 * * * *"],
  ["every half hour", "*/30 * * * *"],
  ["every quarter of an hour", "*/15 * * * *"],
  ["every 60 minutes", "0 * * * *"],
  ["every 120 minutes", "0 */2 * * *"],
  ["every other minute", "*/2 * * * *"],
  ["every fifth minute", "*/5 * * * *"],
  ["4 times an hour", "*/15 * * * *"],
  ["every 15 minutes between 8 and 18 on weekdays", "*/15 8-17 * * 1-5"],
  ["every 15 minutes from 8:00 to 17:45, Monday to Friday", "*/15 8-17 * * 1-5"],
  ["every 30 minutes 9am-5pm mon-fri", "*/30 9-16 * * 1-5"],
  ["weekdays every 10 minutes from 9 to 5 pm", "*/10 9-16 * * 1-5"],
  ["every 20 minutes between 2 and 4 pm", "*/20 14,15 * * *"],
  ["every minute between 9 and 10", "* 9 * * *"],
  ["every 15 minutes from 22:00 to 2:00", "*/15 0,1,22,23 * * *"],
  ["every 15 minutes from 8 to 12 and from 14 to 18", "*/15 8-11,14-17 * * *"],
  ["every 15 minutes from 18", "*/15 18-23 * * *"],
  ["every 15 minutes until 6:00", "*/15 0-5 * * *"],
  ["every 15 minutes at minute 5", "5,20,35,50 * * * *"],
  ["every five minutes in December", "*/5 * * 12 *"],
  ["hourly", "0 * * * *"],
  ["every hour", "0 * * * *"],
  ["every hour on the hour", "0 * * * *"],
  ["every hour at 5 past", "5 * * * *"],
  ["every hour at minute 5", "5 * * * *"],
  ["every hour at :05 and :35", "5,35 * * * *"],
  ["hourly at 5 and 35 minutes past the hour", "5,35 * * * *"],
  ["at half past every hour", "30 * * * *"],
  ["at quarter to the hour", "45 * * * *"],
  ["minutes 0 to 3 of every hour", "0-3 * * * *"],
  ["every 2 hours", "0 */2 * * *"],
  ["every other hour", "0 */2 * * *"],
  ["every 2nd hour at minute 30", "30 */2 * * *"],
  ["every hour from 8 to 18", "0 8-18 * * *"],
  ["every hour between 9:30 and 17:30 on weekdays", "30 9-17 * * 1-5"],
  ["every 2 hours between 8 and 18", "0 8-18/2 * * *"],
  ["every 5 hours from 8 to 18", "0 8,13,18 * * *"],
  ["every 24 hours", "0 0 * * *"],
  ["every hour every weekend", "0 * * * 0,6"],
] as const;

const DAYS = [
  ["every day", "0 0 * * *"],
  ["daily", "0 0 * * *"],
  ["every day at 9:30", "30 9 * * *"],
  ["daily at noon", "0 12 * * *"],
  ["daily at 12 noon", "0 12 * * *"],
  ["daily at midnight", "0 0 * * *"],
  ["daily at 6pm", "0 18 * * *"],
  ["Daily at 6 P.M.", "0 18 * * *"],
  ["daily at 12 am", "0 0 * * *"],
  ["daily at 12 pm", "0 12 * * *"],
  ["daily at 18:00", "0 18 * * *"],
  ["daily at 18h", "0 18 * * *"],
  ["daily at 18h30", "30 18 * * *"],
  ["daily at 1830", "30 18 * * *"],
  ["daily at 6.30 pm", "30 18 * * *"],
  ["daily at 6:30 p.m. please", "30 18 * * *"],
  ["daily at half past nine", "30 9 * * *"],
  ["daily at quarter past six pm", "15 18 * * *"],
  ["daily at quarter to 6", "45 5 * * *"],
  ["daily at twenty past six in the evening", "20 18 * * *"],
  ["daily at ten minutes to midnight", "50 23 * * *"],
  ["every day at nine o\u2019clock", "0 9 * * *"],
  ["daily at five thirty pm", "30 17 * * *"],
  ["every morning at 8", "0 8 * * *"],
  ["every evening at 6 on weekdays", "0 18 * * 1-5"],
  ["every night at 11", "0 23 * * *"],
  ["every night at 2", "0 2 * * *"],
  ["Mondays at 9 and Fridays at 9", "0 9 * * 1,5"],
  ["at 9 on weekdays and at 17", "0 9,17 * * 1-5"],
  ["9:30", "30 9 * * *"],
  ["6 am", "0 6 * * *"],
  ["at 7 in the morning", "0 7 * * *"],
  ["every weekday at 9:30", "30 9 * * 1-5"],
  ["business days at 9", "0 9 * * 1-5"],
  ["weekends at 10", "0 10 * * 0,6"],
  ["at the weekend at 10", "0 10 * * 0,6"],
  ["every Monday", "0 0 * * 1"],
  ["Mondays and Thursdays at 8:15", "15 8 * * 1,4"],
  ["mon, wed & fri @ 7", "0 7 * * 1,3,5"],
  ["Mon/Wed/Fri at 7", "0 7 * * 1,3,5"],
  ["every tues and thurs at 7", "0 7 * * 2,4"],
  ["Monday to Friday at 7", "0 7 * * 1-5"],
  ["between Monday and Friday at 7", "0 7 * * 1-5"],
  ["Friday through Monday at 7", "0 7 * * 0,1,5,6"],
  ["at 7 every Monday and every Friday", "0 7 * * 1,5"],
  ["weekly", "0 0 * * 0"],
  ["weekly on Friday at 5pm", "0 17 * * 5"],
  ["twice a day at 6 and 18", "0 6,18 * * *"],
  ["twice daily at 6 am & 6 pm", "0 6,18 * * *"],
  ["three times a day at 6, 12 and 18", "0 6,12,18 * * *"],
  ["at 6:00, 12:00 and 18:00 every day", "0 6,12,18 * * *"],
  ["at 6:00, 6:30, 12:00 and 12:30", "0,30 6,12 * * *"],
  ["at 2 and 4 pm on Sunday", "0 14,16 * * 0"],
  ["once a day at 7", "0 7 * * *"],
  ["3 times a week on Monday, Wednesday and Friday at 7", "0 7 * * 1,3,5"],
  ["every weekday in December at 8", "0 8 * 12 1-5"],
  ["every day at 8 in June, July and sept", "0 8 * 6,7,9 *"],
  ["every day at 8 from November to February", "0 8 * 1,2,11,12 *"],
] as const;

const MONTHS = [
  ["monthly", "0 0 1 * *"],
  ["every month on the 15th", "0 0 15 * *"],
  ["monthly on 15 at 9", "0 9 15 * *"],
  ["on day 15 of each month at 9", "0 9 15 * *"],
  ["every 15th of the month", "0 0 15 * *"],
  ["every second day of the month", "0 0 2 * *"],
  ["the 1st and 15th of each month at 9", "0 9 1,15 * *"],
  ["the first and the twenty-first of the month", "0 0 1,21 * *"],
  ["on the 1st to the 5th of the month at 9", "0 9 1-5 * *"],
  ["twice a month on the 1st and 15th", "0 0 1,15 * *"],
  ["first Monday of the month at noon", "0 12 * * 1#1"],
  ["every first Monday at noon", "0 12 * * 1#1"],
  ["monthly on the second Tuesday at 8", "0 8 * * 2#2"],
  ["the 1st and 3rd Monday of every month", "0 0 * * 1#1,1#3"],
  ["first and last Friday of the month", "0 0 * * 5#1,5L"],
  ["last Friday of every month at 17:00", "0 17 * * 5L"],
  ["last day of the month", "0 0 L * *"],
  ["on the 15th and last day of the month at 6", "0 6 15,L * *"],
  ["first weekday of the month", "0 0 1W * *"],
  ["first working day of the month at 9", "0 9 1W * *"],
  ["the weekday nearest the 15th at 9", "0 9 15W * *"],
  ["on the 1st and every Monday at 9", "0 9 1 * 1"],
  ["every quarter", "0 0 1 1,4,7,10 *"],
  ["quarterly on the 1st at 6", "0 6 1 1,4,7,10 *"],
  ["last day of the quarter at 18:00", "0 18 L 3,6,9,12 *"],
  ["first Monday of every quarter", "0 0 * 1,4,7,10 1#1"],
  ["every 3 months", "0 0 1 1,4,7,10 *"],
  ["every other month on the 10th at 8", "0 8 10 1-11/2 *"],
  ["every sixth month", "0 0 1 1,7 *"],
  ["twice a year", "0 0 1 1,7 *"],
  ["every year", "0 0 1 1 *"],
  ["yearly", "0 0 1 1 *"],
  ["every year on 24 December at 8", "0 8 24 12 *"],
  ["annually on Dec 24th at 8", "0 8 24 12 *"],
  ["every year on the 24th of December at 8", "0 8 24 12 *"],
  ["December 24 and 25 at 9", "0 9 24,25 12 *"],
  ["24 and 25 December at 9 and 18", "0 9,18 24,25 12 *"],
  ["every January 1st", "0 0 1 1 *"],
  ["every December at 8", "0 8 1 12 *"],
  ["1 January and 1 July at 6 am", "0 6 1 1,7 *"],
  ["last day of the year", "0 0 L 12 *"],
  ["last day of February at noon", "0 12 L 2 *"],
] as const;

describe("parseSentence", () => {
  it.each(INTERVALS)("reads the interval %j as %s", (sentence, frequency) => {
    expect(frequencyOf(sentence)).toBe(frequency);
  });

  it.each(DAYS)("reads the days and times %j as %s", (sentence, frequency) => {
    expect(frequencyOf(sentence)).toBe(frequency);
  });

  it.each(MONTHS)("reads the dates %j as %s", (sentence, frequency) => {
    expect(frequencyOf(sentence)).toBe(frequency);
  });

  it.each([
    ["every 15 minutes between 8 and 18 on weekdays", "every 15 minutes from 08:00 to 17:45, Monday to Friday"],
    ["every hour between 8 and 18", "every hour from 08:00 to 18:00"],
    ["weekly", "every Sunday at 00:00"],
    ["every quarter", "on the 1st of January, April, July and October at 00:00"],
    ["on the 1st and every Monday at 9", "on the 1st of the month and every Monday at 09:00"],
    ["every weekday in December at 8", "Monday to Friday at 08:00, in December"],
    ["first and last Friday of the month", "on the first Friday and on the last Friday of the month at 00:00"],
  ])("says exactly what it understood by %j", (sentence, understood) => {
    expect(parseSentence(sentence)).toMatchObject({ ok: true, understood });
  });

  it.each([
    ["every weekday at 9:30 in Europe/London", "Europe/London"],
    ["every weekday at 9:30 in europe/london time", "Europe/London"],
    ["every weekday at 9:30 (UTC)", "UTC"],
    ["every day in December at 8 GMT", "UTC"],
    ["in America/Port-au-Prince every day at 8", "America/Port-au-Prince"],
    ["every weekday at 9:30 in New York", "America/New_York"],
    ["at 8 in munich time in May", "Europe/Berlin"],
    ["every day at 7 in são paulo", "America/Sao_Paulo"],
    ["every Monday in Rio de Janeiro at 9", "America/Sao_Paulo"],
  ])("reads the time zone of %j", (sentence, timezone) => {
    const result = parseSentence(sentence);
    expect(result).toMatchObject({ ok: true, timezone });
    expect(parseSentence(result.ok ? result.understood : "")).toEqual(result);
  });

  it("names no time zone when the sentence does not", () => {
    expect(parseSentence("every day")).not.toHaveProperty("timezone");
  });
});
