// 可能重复的单、可以一趟去的单。
export const suggest = {
  suggest: {
    title: "可能重复 · 可同行", kinds: "看哪些", lead: "从现在的单子里看出来的，只是提个醒：留哪单、问哪队，由您定。", none: "没有看到重复的单，也没有可以一趟去的。",
    foundSame: "可能重复 {n}", foundTrips: "可同行 {n}", placed: "{station} {time}点的", heldBy: "{team}已经接了", beingAsked: "正在问队伍",
    keep: "留 {number}", mergeTitle: "留下 {kept}，撤掉 {gone}？", mergeHelp: "撤了不能恢复。两单互相记着，站里都看得见。", mergeHeld: "撤了不能恢复，已经接下的队会收到通知。两单互相记着，站里都看得见。", mergeVerb: "撤掉 {gone}", merged: "留下 {kept}，撤掉了 {gone}。",
    dismiss: "不再提", dismissTitle: "这一条不再提？", dismissHelp: "别的人也不会再看到。单子不变。", dismissed: "记下了，不再提。",
    ask: "一起问{team}", askTitle: "这 {n} 单一起问{team}？", askHelp: "这是问，不是派：队里可以只接一单，也可以都不接，不用说理由，也不影响以后。", askVerb: "问出去", asked: "一起问出去了 {n} 单",
    stays: "留下的单", again: "重复点过",
  },
  suggestion: { SURE: "多半重复", LIKELY: "可能重复", ONE_TRIP: "可一趟去" },
  suggestionKind: { ALL: "全部", SAME_NEED: "可能重复", ONE_TRIP: "可同行" },
  dismissal: { DIFFERENT_NEEDS: "不是同一件事", WANTED_TWICE: "本来就要几次", ARRANGED_OTHERWISE: "另有安排", BETTER_APART: "不宜一趟去" },
};
