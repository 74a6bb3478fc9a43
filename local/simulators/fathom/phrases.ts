/** What simulated conversations are about. */
export interface Subject {
  title: string;
  purpose: string;
  takeaways: [string, ...string[]];
  topics: [name: string, points: [string, ...string[]]][];
  actions: [string, ...string[]];
}

export const subjects: [Subject, ...Subject[]] = [
  {
    title: "Discovery call",
    purpose: "Understand how the team handles onboarding today and whether a pilot makes sense.",
    takeaways: [
      "**Manual work:** new accounts are set up by hand, which takes two people half a day each.",
      "**Budget:** there is money left for this quarter, above 10,000 a second signature is needed.",
      "**Timing:** they want to be live before the busy season starts in November.",
    ],
    topics: [
      [
        "Current process",
        [
          "Requests arrive by e-mail and are copied into a spreadsheet.",
          "Nobody sees which accounts are late until a customer calls.",
        ],
      ],
      [
        "What a pilot would look like",
        ["Twenty accounts of one region, for six weeks.", "Success is a set-up time below one hour."],
      ],
      [
        "Concerns",
        [
          "The IT department must approve where data is stored.",
          "An earlier tool was abandoned because nobody kept it up to date.",
        ],
      ],
    ],
    actions: [
      "Send the security overview",
      "Prepare a pilot plan for twenty accounts",
      "Ask IT for the list of approved regions",
    ],
  },
  {
    title: "Renewal review",
    purpose: "Agree the terms of next year's renewal.",
    takeaways: [
      "**Price:** the increase of 8% is more than was planned; a two-year term would make up for it.",
      "**Usage:** 64 of 80 seats were active last month.",
      "**Decision:** the purchasing team decides at the end of the month.",
    ],
    topics: [
      [
        "Usage over the year",
        ["Two departments account for most of the traffic.", "The seats of the Oslo office are unused since its move."],
      ],
      ["Terms", ["Payment once a year stays as it is.", "They ask for a shorter notice period."]],
      [
        "Support",
        ["Response times were good, the weekend cover was not.", "A named contact would help during the audit."],
      ],
    ],
    actions: [
      "Send the revised quote with a two-year term",
      "List the seats that nobody uses",
      "Clarify the notice period with legal",
    ],
  },
  {
    title: "Product demo",
    purpose: "Show reporting and permissions to the people who will use them daily.",
    takeaways: [
      "**Reporting:** the weekly overview replaces a report that is made by hand today.",
      "**Permissions:** regional leads may see only their own region.",
      "**Open question:** whether the export can be scheduled.",
    ],
    topics: [
      [
        "Reporting",
        [
          "The overview by region was what they asked for in the first call.",
          "Figures must match the finance system to the cent.",
        ],
      ],
      [
        "Permissions",
        ["There are four regions and a headquarters.", "External auditors get read access for two weeks a year."],
      ],
      ["Next steps", ["A trial with their own data convinces more than another demo."]],
    ],
    actions: [
      "Open a trial account with their sample data",
      "Find out whether exports can be scheduled",
      "Share the recording with the regional leads",
    ],
  },
  {
    title: "Implementation check-in",
    purpose: "See where the roll-out stands and remove what is in its way.",
    takeaways: [
      "**Status:** three of five sites are live, the fourth follows on Monday.",
      "**Blocker:** single sign-on fails for users with two accounts.",
      "**Training:** the second session had twice as many people as the first.",
    ],
    topics: [
      ["Sites", ["Hamburg and Turku went live without trouble.", "Gdańsk waits for its network change."]],
      [
        "Single sign-on",
        ["Old accounts were never merged after the acquisition.", "A list of the 40 affected users exists."],
      ],
      ["Training", ["Short videos are preferred to handbooks."]],
    ],
    actions: [
      "Send the list of affected users",
      "Move the go-live of the fourth site to Monday",
      "Record a five-minute introduction",
    ],
  },
];

export const lines: [string, ...string[]] = [
  "Thanks for taking the time today, I know the end of the quarter is busy for everybody.",
  "Let me share my screen for a moment, then we can go through it together step by step.",
  "That is exactly the part that takes us so long, because two systems have to be kept in step by hand.",
  "Could you say a little more about how many people would work with it in the first weeks?",
  "We looked at that last year and decided against it, mostly because of the migration.",
  "If the export works the way you showed it, then finance will be happy, I am quite sure of that.",
  "I would rather start small, with one region, and see what we learn before we plan the rest.",
  "Right, and the second thing was the approval, which used to need three signatures and now needs two.",
  "Let me write that down so that it does not get lost, I will send a summary after the call.",
  "What happens when somebody leaves the company, who takes over the open tasks then?",
  "Our busy season starts in November, so whatever we change has to be in place before that.",
  "I am not the one who decides about the budget, but I can tell you what has been said so far.",
  "From our side the contract is fine, legal only wants to understand the notice period better.",
  "That makes sense. Shall we have another look at it on Thursday, with the colleagues from support?",
];

export const shortLines: [string, ...string[]] = [
  "Yes.",
  "Okay, good.",
  "Mm-hm.",
  "Exactly.",
  "Right.",
  "Sounds good to me.",
];

export const meetingTypes: [string, ...string[]] = ["Customer", "Quarterly Business Review", "Discovery"];
