// 在桌面上改东西的话：表单、人、账号、组织。
export const edit = {
  edit: {
    create: "新建", make: "建好", made: "建好了。", change: "改", changeOf: "改“{what}”", save: "存下", saved: "存下了。", close: "关上", choose: "请选一个", own: "都不合适，另起一个", ownOf: "{what}（另起的）", ownHelp: "给机器看的名，用小写英文，例如 snow_clearing。", optional: "{what}（可以不填）", between: "{min} 到 {max}", pair: "{name}：{value}", was: "现在是：{what}", nothing: "没有",
    wrong: "还有 {n} 处要改：", unsaved: "改的还没有存。", stay: "接着改", drop: "不要了", typeToFind: "打几个字，再从列出来的里面选。", copySecret: "复制", actOn: "{what}：{whom}",
  },
  want: {
    required: "请写上", max_length: "写短一点，最多 {n} 个字", min_length: "再写详细些，至少 {n} 个字", min: "不能小于 {n}", max: "不能大于 {n}", max_items: "最多 {n} 项", pattern: "写法要合这个样子：{n}", number: "要写整数，例如 60", date: "要写成日期，例如 1990-01-02", moment: "要写日期和钟点",
    pick: "没有这一个，请从列出来的里面选", ambiguous: "有几个同名的，请写全：{n}", unknownTick: "只能是：{n}", yes_or_no: "写“是”或“否”", phone: "要写 11 位手机号", id_number: "要写 18 位身份证号，最后一位也要对得上", point: "写成“纬度, 经度”，例如 42.846, 120.658",
    nobody: "没有找到“{n}”，核对编号、手机号或姓名", several: "不止一位，请写编号：{n}", birthday: "身份证号和出生日期写一样", past: "不能晚于今天", after_start: "不能早于开始那天", ascending: "要比前一颗星的多", twice: "和{n}重复了", exists: "县里已经有这一个了",
  },
  menuForm: {
    newItem: "新服务", newProject: "新项目", lead: "改了菜单，已经点的单子不变。", title: "服务名称", titleExample: "上门磨剪刀", ownTheme: "本县主题叫什么", skill: "要会什么", skillHelp: "队伍会这一项才会被问到。", ownSkill: "都不合适，这项服务自成一项", minutes: "多少分钟", people: "要几个人",
    qualificationHelp: "法律要求持证的才填，例如健康证。", insurance: "要保险", insuranceHelp: "来的人那天要有意外保险。", tutor: "指导员可以自己发起", tutorHelp: "乡村文化指导员可以用它办活动。", retire: "下架", retireAsk: "“{what}”要下架吗？", retireHelp: "以后谁也不能再点；已经点的照办。", revive: "重新上架", isRetired: "下架了，现在点不了。",
    owner: "谁负责", about: "简介", end: "结束", endAsk: "“{what}”要结束吗？", endHelp: "以后的单子不能再归到它名下，以前的都在。", goOn: "重新开始",
  },
  projectKind: { REGULAR: "常态项目", BRAND: "品牌项目", FEATURE: "特色活动" },
  qualification: { health_certificate: "健康证", electrician: "电工证", driving_licence: "驾驶证", teacher: "教师资格证", lawyer: "律师证", first_aid: "急救证" },
  accountForm: {
    new: "新账号", newOf: "给{who}开账号", open: "开账号", lead: "初始密码由这台电脑随机取，只显示一次；忘了可以再给一个新的。", displayName: "显示的名字", displayNameHelp: "同事看到的，例如“红柳村站 小杨”。", signInHelp: "3 到 60 个字，字母、数字、汉字或 -_.@+，不分大小写。",
    person: "是哪位志愿者", personHelp: "写志愿者编号、手机号或姓名。", personNeeded: "“志愿者”这个职责要写是哪一位", noPerson: "这个账号没有对应的志愿者，给不了这一项", role: "职责", roleHelp: "只列出您能给的。县管理员、派单员、验单员、审计管全县。", place: "管哪里", placeHelp: "这里和下面的都归他。打几个字再选。", until: "到哪天为止", untilHelp: "不填就一直有效。", saysUntil: "到 {day}",
    grant: "给一项职责", grantOf: "给{who}一项职责", grantLead: "几秒钟后处处生效。", granted: "给了。", take: "收回", takeAsk: "收回“{what}”吗？", takeHelp: "{who}几秒钟后就不能再办这些事；办过的都在。", taken: "收回了。", noGrants: "没有职责，登录了也办不了事。",
    disable: "停用", disableAsk: "停用{who}的账号吗？", disableHelp: "马上退出登录，不能再登；办过的都在。", enable: "恢复使用", givePassword: "给新密码", passwordOf: "给{who}一个新密码", passwordLead: "原来的密码作废，这个账号在各处马上退出登录。", password: "初始密码", handOver: "请交给本人", passwordHelp: "只在这里显示这一次，关上就再也看不到。请抄下来交给本人。", own: "这是您自己的账号，职责和停用要请另一位管理员来办。",
  },
  placeForm: {
    newOrg: "新组织", orgLead: "级别按上级往下一级：中心、所、站、点、户。", orgNameHelp: "写地方的名称，不写人名。", codeHelp: "所 9 位，站 12 位；没有就空着。", codeDigits: "“{tier}”的区划代码是 {n} 位", point: "坐标", pointHelp: "纬度, 经度，例如 42.846, 120.658；派单按它算远近，留到约 100 米。", below: "在下面新建", close: "停用", closeAsk: "停用“{what}”吗？", closeHelp: "下面还有在用的，先停下面的。以前的记录都在。", closeUnitHelp: "它的队伍照旧，以前的记录都在。",
    posts: "岗位", postLine: "{kind}：{holder}", vacant: "空缺", since: "从 {day} 起", appoint: "任职", appointAs: "谁来做{what}？", holder: "谁", vacate: "离任", vacateAsk: "{who}不再任{what}吗？", vacateHelp: "岗位空出来，可以再任别人。", newUnit: "新单位", headcountHelp: "志愿者和不是志愿者的都算，参与率按它算。",
  },
  post: { DIRECTOR: "主任", HEAD: "负责人", STANDING_DEPUTY: "常务副职", LIAISON: "联络员", PUBLICITY_OFFICER: "宣传委员" },
  teamForm: {
    new: "新队伍", nameExample: "小白杨理发队", tier: "{kind}要设在“{tier}”这一级", skillsHelp: "派单只问会做的队。", languages: "会说的话", joinHelp: "志愿者不用等队长同意。", unitHelp: "行业支队要写是哪个单位的。", weekly: "一周最多几个半天", weeklyHelp: "0 是没有说。接满了就不再问。", free: "有空的时间", freeOf: "{what}什么时候有空", freeHelp: "一个都不选，就是什么时候都可以问。", slot: "{day} {part}",
    people: "队里的人", add: "加人", addTo: "加进{what}", leads: "当队长", leadsHelp: "队长排人、签到、结单。登录的职责要另外在账号里给。", admit: "同意加入", asked: "申请加入", lead: "设为队长", unlead: "不再当队长", out: "退队", outAsk: "{who}退队吗？", outHelp: "以前的服务都在，以后还可以再来。", nobody: "还没有人。",
    suspend: "暂停接单", suspendAsk: "“{what}”暂停接单吗？", suspendHelp: "不再问它接不接；已经接的照办。", resume: "恢复接单",
  },
  trainingForm: { new: "新培训", skill: "教什么本事", skillHelp: "专业技能培训才填；参加过的人就有这一项。", org: "谁来办", minutes: "多少分钟", content: "内容", record: "记参加的人", attendedOf: "谁参加了“{what}”？", who: "参加的人", whoHelp: "志愿者编号、手机号或姓名，一行一个，最多 200 位。", later: "开始以后才能记谁参加了。" },
  sex: { FEMALE: "女", MALE: "男" },
  personForm: {
    new: "登记志愿者", register: "登记", lead: "请本人在同意书上签过字再登记；未满 18 岁的，还要监护人签字。", legalName: "姓名", sealed: "姓名、电话、证件号加密保存，别人只看到“张*”。", chosenName: "怎么称呼", chosenNameHelp: "公开时用的名字，可以不是真名。", phone: "手机号", idNumber: "身份证号", idNumberHelp: "和出生日期写一样就行。", birthDate: "出生日期", sex: "性别", org: "住在哪里", keeps: "不改就空着。",
    record: "同意留下服务记录", recordHelp: "没有这一项不能登记。", recordNeeded: "本人同意留下服务记录，才能登记", contact: "同意打电话、发消息", insure: "同意为买保险提供姓名和证件号", publish: "同意公开姓名", guardianName: "监护人姓名", guardianPhone: "监护人电话", guardianHelp: "未满 18 岁的要填，并且见过签字。", guardian: "监护人同意", guardianGive: "见过签字，记下",
    consents: "同意书", agree: "同意", agreeAsk: "记下同意“{what}”？", takeBack: "撤回", takeBackAsk: "撤回“{what}”？", paperHelp: "要见过本人签字的纸。", agreedAt: "{day} 同意", takenBackAt: "{day} 撤回", notAgreed: "没有同意",
    papers: "证和保险", noPapers: "还没有。", newQualification: "加证", qualificationHelp: "这里没有的证，先在菜单里写到要它的服务上。", newInsurance: "加保险", seen: "见过原件，记下", validFrom: "从哪天起", validUntil: "到哪天为止", until: "到 {day}", insurance: "意外保险", fromUntil: "{from} 到 {until}", noTrainings: "还没有参加过。", accountHelp: "要自己登录，才用开账号。",
    suspend: "暂停", suspendAsk: "为什么暂停{who}？", suspendHelp: "以后排不上名单；已经记的时长都在。", resume: "恢复", why: "为什么暂停", erase: "注销", eraseAsk: "注销{who}吗？", eraseHelp: "本人要求才办。姓名、电话、证件号从此谁也读不出来，不能恢复；服务记录只留编号。", erased: "已按本人要求注销，只留服务记录。",
  },
  consent: { RECORD: "留下服务记录", PUBLISH_NAME: "公开姓名", CONTACT: "打电话、发消息", INSURE: "为买保险提供姓名和证件号" },
  suspension: { OWN_WISH: "本人要求", HEALTH_OR_SAFETY: "健康或安全", UNDER_REVIEW: "正在核实", DUPLICATE_REGISTRATION: "重复登记" },
};
