// Sentences of the OpenAPI document around what the protos say.
#pragma once

namespace diandan::gateway {

struct OpenApiPhrases {
  const char *title, *about, *who, *anyone, *any_account, *stream, *personal, *one_of, *refusal, *reason;
};
inline constexpr OpenApiPhrases kOpenApiInChinese = {
    "点单",
    "照 Connect 协议的接口：每个都是 POST /服务/方法，JSON。手册页：/api",
    "谁能用：",
    "谁都行，不用登录",
    "登录了就行",
    "应答是一连串：每帧 5 个字节的头（1 个标志，4 个长度），后面是 JSON；最后一帧带着结果。",
    "个人信息",
    "几个里只写一个：",
    "没有办，和为什么",
    "为什么没有办"};
inline constexpr OpenApiPhrases kOpenApiInEnglish = {
    "diandan",
    "RPCs over the Connect protocol: each a POST to /service/method in JSON. For people: /api",
    "Who may: ",
    "anyone, without sign-in",
    "anyone who is signed in",
    "Answers a stream: frames with a head of 5 bytes (a flag, a length of 4), then JSON; the last one "
    "carries the "
    "outcome.",
    "Personal data",
    "One of: ",
    "It was not done, and why",
    "Why it was not done"};

}  // namespace diandan::gateway
