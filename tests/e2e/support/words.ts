// The few words by which a state is reached in either language, where role or place do not name it.

import type { Dress } from "./dress";

const KOREAN = {
  menu: "내 메뉴",
  cancel: "결제취소",
  cancelPart: "부분취소",
  confirm: /[0-9]원 (결제취소|부분취소)$|^(결제취소|부분취소)$/,
  seeIt: "진행 보기",
  takeBack: "되돌리기",
  again: "다시 취소하기",
  sendAgain: "같은 요청 다시 보내기",
  closeAccount: "가상계좌 닫기",
  addTerminal: "단말기 추가",
  noCard: "카드가 없어요",
  reasonMissing: "사유를 골라 주세요.",
  rebill: "미납내역 가져오기",
  rebillConfirm: /다시 청구$/,
  send: "청구서 보내기",
  record: "수납 처리",
  void: "파기",
  resend: "다시 보내기",
  sent: "결제대기",
  more: "더 보기",
  later: "나중에 하기",
  force: "강제취소",
  forceConfirm: /장부에서 취소$/,
  left: "이 결제에 남은 금액이 없어요",
  checking: "PG의 답을 확인하고 있어요",
  checkNow: "지금 확인",
  stop: "취소 멈추기",
};

export type Words = typeof KOREAN;

const ENGLISH: Words = {
  menu: "My menu",
  cancel: "Cancel payment",
  cancelPart: "Cancel part",
  confirm: /^Cancel /,
  seeIt: "See it",
  takeBack: "Take it back",
  again: "Try to cancel again",
  sendAgain: "Send the same request again",
  closeAccount: "Close virtual account",
  addTerminal: "Add a terminal",
  noCard: "No card at hand",
  reasonMissing: "Choose a reason.",
  rebill: "Bill again",
  rebillConfirm: /^Bill .* again$/,
  send: "Send the bill",
  record: "Record as paid",
  void: "Void",
  resend: "Send again",
  sent: "Waiting",
  more: "More",
  later: "Later",
  force: "Force-cancel",
  forceConfirm: /in the book$/,
  left: "Nothing of this payment is left",
  checking: "We are checking the gateway's answer",
  checkNow: "Check now",
  stop: "Stop the cancel",
};

export const WORDS: Record<Dress["locale"], Words> = { ko: KOREAN, en: ENGLISH };
