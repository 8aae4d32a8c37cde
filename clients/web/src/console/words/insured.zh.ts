// 投保名单的话。
export const insured = {
  insured: {
    title: "投保名单", open: "看名单", shut: "收起", none: "队长还没有定名单。", opens: "{time}开始，到那时名单就定了。", frozen: "{time}开始的，名单已定；后来加的人都标明了。", who: "谁", when: "什么时候", cover: "保险", remark: "备注",
    covered: "在保", bare: "没有登记", late: "开始后才列入", xlsx: "给保险公司的表", csv: "CSV", private: "表里有姓名和身份证号，会记下是谁取的；用完就删，不要发到群里。", others: "带姓名和身份证号的表，由镇干部或县管理员下载。", saved: "“{file}”存好了。",
  },
};
