import { useMemo } from "react";
import { BarChart } from "@/charts/bar-chart.tsx";
import { ChartTable } from "@/charts/chart-table.tsx";
import { browserDateStyle } from "@/lib/dates.ts";
import { Card } from "@/ui/card.tsx";
import { meetingsPath, type Whose } from "./list-paths.ts";
import type { Week } from "./read-overview.ts";
import { shareLogged } from "./sums.ts";
import { sundayOf, weekName, weekTick } from "./week-words.ts";

const counted = (count: number): string => (count === 1 ? "1 meeting" : `${count} meetings`);

/** How many meetings there were a week. */
export const WeeksCard = ({ weeks, whose }: { weeks: readonly Week[]; whose: Whose }) => {
  const { locale } = useMemo(() => browserDateStyle(), []);
  const all = weeks.reduce((sum, { meetings }) => sum + meetings, 0);
  const named = weeks.map((week, place) => ({
    ...week,
    name: weekName(week.from, place === weeks.length - 1, locale),
  }));
  return (
    <Card title="Meetings a week" aside={`${counted(all)} in ${weeks.length} weeks`}>
      <div className="grid grid-cols-1 gap-4">
        <BarChart
          label="Meetings a week"
          max={Math.max(...weeks.map(({ meetings }) => meetings))}
          bars={named.map(({ from, name, meetings }, place) => ({
            key: from,
            tick: weekTick(from, locale),
            words: `${name}: ${counted(meetings)}`,
            value: meetings,
            shown: String(meetings),
            href: meetingsPath({ whose, from, to: sundayOf(from) }),
            isOpen: place === weeks.length - 1,
          }))}
        />
        <ChartTable
          caption="Meetings a week, and the share of external attendees who were logged"
          head={["Week", "Meetings", "External attendees", "Logged"]}
          rows={named.map((week) => {
            const { all: attendees, share } = shareLogged([week]);
            return [week.name, String(week.meetings), String(attendees), share === null ? "–" : `${share}%`];
          })}
        />
      </div>
    </Card>
  );
};
