//! What a refusal means: every code that a cancel can be answered with, and the words known for it.

use desk_domain::cancellation::VendorWords;
use desk_domain::payment::Channel;

use crate::case::BOOK;

fn said(code: &str, message: &str) -> VendorWords {
    VendorWords { code: code.into(), message: message.into(), ..VendorWords::default() }
}

#[track_caller]
fn check(channel: Channel, words: &VendorWords, cause: &str) {
    let advice = BOOK.explain_failure(channel, None, words);
    assert_eq!(advice.cause, cause, "{words:?}");
    assert!(!advice.next_steps.is_empty());
    assert_eq!(advice.converges, cause == "already_cancelled");
    let unknown =
        matches!(cause, "result_unknown" | "in_progress" | "pg_fault" | "not_shown" | "restored");
    assert_eq!(advice.outcome_unknown, unknown);
    assert_eq!(advice.explained, cause != "refused");
    assert_eq!(
        advice.is_plain_no(),
        !unknown && !matches!(cause, "refused" | "already_cancelled"),
        "{cause}"
    );
}

#[test]
fn what_a_person_settled_is_told_as_such_on_every_channel() {
    for &channel in Channel::ALL {
        check(channel, &said("settled_by_hand", "카드사에서 확인"), "settled_by_hand");
    }
}

#[test]
fn portone_codes() {
    let portone = |code, cause| check(Channel::Portone, &said(code, ""), cause);
    portone("PAYMENT_ALREADY_CANCELLED", "already_cancelled");
    portone("PAYMENT_NOT_PAID", "not_paid");
    portone("CANCEL_AMOUNT_EXCEEDS_CANCELLABLE_AMOUNT", "over_balance");
    portone("CANCELLABLE_AMOUNT_CONSISTENCY_BROKEN", "balance_changed");
    portone("NEGATIVE_PROMOTION_ADJUSTED_CANCEL_AMOUNT", "promotion_negative");
    portone("PROMOTION_DISCOUNT_RETAIN_OPTION_SHOULD_NOT_BE_CHANGED", "promotion_option_changed");
    portone("MAX_CANCEL_COUNT_REACHED", "too_many_cancels");
    portone("CANCEL_TAX_AMOUNT_EXCEEDS_CANCELLABLE_TAX_AMOUNT", "tax_split");
    portone("CANCEL_TAX_FREE_AMOUNT_EXCEEDS_CANCELLABLE_TAX_FREE_AMOUNT", "tax_split");
    portone("SUM_OF_PARTS_EXCEEDS_CANCEL_AMOUNT", "tax_split");
    portone("IDEMPOTENCY_OUTSTANDING_REQUEST", "in_progress");
    portone("PAYMENT_NOT_FOUND", "not_found");
    portone("UNAUTHORIZED", "bad_key");
    portone("FORBIDDEN", "bad_key");
    portone("INVALID_REQUEST", "bad_request");
    portone("PAYMENT_NOT_WAITING_FOR_DEPOSIT", "not_waiting");
    portone("PG_PROVIDER", "pg_fault");
    // 200 with FAILED: the vendor names no reason.
    portone("FAILED", "refused");
    portone("A_CODE_OF_TOMORROW", "refused");
}

#[test]
fn what_the_desk_itself_found() {
    let found = |code, cause| check(Channel::Portone, &said(code, ""), cause);
    found("gateway_ahead", "cancelled_outside");
    found("pending_outside", "pending_outside");
    for unsent in ["gateway_unreachable", "not_connected", "account_unreadable"] {
        found(unsent, "not_sent");
    }
    found("restored", "restored");
}

#[test]
fn the_words_of_a_pg_say_more_than_its_code() {
    let portone = |words, cause| {
        let said = VendorWords { pg_message: Some(words), ..said("PG_PROVIDER", "") };
        check(Channel::Portone, &said, cause);
    };
    portone("정산 예정 금액 부족".into(), "settlement_shortage");
    portone("상계 불가 가맹점".into(), "settlement_shortage");
    portone("휴대폰 결제는 결제한 달에만 취소할 수 있습니다.".into(), "phone_other_month");
    portone("구매 확정된 에스크로 결제는 취소할 수 없습니다.".into(), "escrow_decided");
    portone("기취소된 거래입니다".into(), "already_cancelled");
    portone("취소한도 초과".into(), "cancel_ceiling");
    portone("당월 거래가 아닙니다".into(), "phone_other_month");
    portone("취소 가능 기간 경과".into(), "deadline_passed");
    portone("예금주 불일치".into(), "refund_account");
    portone("가상계좌 환불 특약이 없는 가맹점".into(), "account_contract");
    portone("부분취소 불가 카드".into(), "partial_refused");
    portone("서비스 가능시간이 아닙니다".into(), "bank_hours");
    portone("가상계좌 환불은 06:00부터 23:00까지 가능합니다.".into(), "bank_hours");
    portone("알 수 없음".into(), "pg_fault");
}

/// A PG that is in trouble does not know what it did: the cause it names besides proves nothing.
#[test]
fn words_of_trouble_are_no_plain_no() {
    for words in [
        "가상계좌 오류",
        "환불 계좌 처리 중 오류가 발생했습니다.",
        "기간계 장애로 취소할 수 없습니다.",
        "정산 시스템 지연",
        "부분취소 응답 시간초과",
        "은행 통신 장애 (서비스 가능시간 확인)",
    ] {
        let pg_message = Some(words.to_owned());
        let said = VendorWords { pg_message, ..said("PG_PROVIDER", "") };
        check(Channel::Portone, &said, "pg_fault");
    }
}

/// PortOne says the same of every fault of a PG; only the PG's own words tell one from another.
#[test]
fn the_pgs_own_words_are_looked_at_where_there_are_any() {
    let generic = said("PG_PROVIDER", "PG사에서 오류를 전달했습니다.");
    let pg_message = Some("예금주 불일치".to_owned());
    check(Channel::Portone, &VendorWords { pg_message, ..generic }, "refund_account");
}

#[test]
fn bootpay_codes_and_words() {
    // The first generation has the same words and no code that says anything.
    let refused = |words, cause| {
        for code in ["RC_CANCEL_SERVER_ERROR", "V1_ERROR"] {
            check(Channel::Bootpay, &said(code, words), cause);
        }
    };
    check(Channel::Bootpay, &said("RC_ALREADY_CANCELLED", ""), "already_cancelled");
    refused("기취소된 건입니다", "already_cancelled");
    check(Channel::Bootpay, &said("RC_CANCEL_CRITICAL_ERROR", ""), "result_unknown");
    check(Channel::Bootpay, &said("RC_NOT_FOUND", ""), "not_found");
    for key in ["TOKEN_KEY_INVALID", "APP_KEY_NOT_FOUND", "APP_KEY_NOT_REST", "APP_SK_NOT_MATCHED"]
    {
        check(Channel::Bootpay, &said(key, ""), "bad_key");
    }
    refused("가상계좌는 테스트 모드에서 취소할 수 없음", "test_mode");
    refused("등록되지 않은 IP", "kcp_ip_missing");
    refused("정산 예정 금액 부족", "settlement_shortage");
    refused("당월 취소만 가능", "phone_other_month");
    refused("취소한도 초과", "cancel_ceiling");
    refused("이미 취소된 거래", "already_cancelled");
    refused("부분취소가 안 되는 가맹점", "partial_refused");
    refused("선불카드는 나눠서 취소할 수 없음", "partial_refused");
    refused("부분취소는 1,000원보다 커야 함", "partial_too_small");
    refused("10초 안에는 같은 결제를 다시 부분취소할 수 없음", "repeat_guard");
    refused("환불 계좌 CMS 특약 없음", "account_contract");
    refused("환불 계좌 예금주 불일치", "refund_account");
    refused("은행 이용시간이 아님", "bank_hours");
    let under_way = "이미 취소가 진행중인 결제입니다.";
    check(Channel::Bootpay, &said("RC_CANCEL_SERVER_ERROR", under_way), "in_progress");
    for trouble in [under_way, "PG사 응답 없음", "정산 시스템 장애", "정산 서버 연결 실패"]
    {
        check(Channel::Bootpay, &said("V1_ERROR", trouble), "pg_fault");
    }
    check(Channel::Bootpay, &said("V1_FAULT", "정산 예정 금액 부족"), "pg_fault");
    check(Channel::Bootpay, &said("V1_FAULT", "기취소된 건입니다"), "already_cancelled");
    refused("이미 처리된 cancel_id입니다.", "result_unknown");
    refused("정산 예정 금액이 51,000원 부족합니다", "settlement_shortage");
    refused("RECEIPT 확인 불가, 취소한도 초과", "cancel_ceiling");
    refused(PART_AT_PG, "over_balance");
    refused("취소 금액이 취소 가능 금액보다 큽니다.", "over_balance");
    refused("", "refused");
    let ours = |code, cause| check(Channel::Bootpay, &said(code, ""), cause);
    ours("balance_changed", "balance_changed");
    ours("bank_unsupported", "refund_account");
    ours("payment_not_found", "not_found");
    ours("unsupported_payment", "not_offered");
    ours("void_unsupported", "not_offered");
    ours("pending_outside", "pending_outside");
    ours("gateway_unreachable", "not_sent");
    ours("not_shown", "not_shown");
    ours("already_in_book", "already_in_book");
    ours("cancel_failed", "listed_as_failed");
    let busy = VendorWords { pg_code: Some("9003".into()), ..said("RC_CANCEL_SERVER_ERROR", "") };
    check(Channel::Bootpay, &busy, "in_progress");
}

#[test]
fn payssam_codes() {
    let payssam = |code, cause| check(Channel::Payssam, &said(code, ""), cause);
    payssam("9970", "already_cancelled");
    payssam("9971", "not_waiting");
    payssam("1003", "bad_key");
    for code in ["9980", "BILL_003"] {
        payssam(code, "not_found");
    }
    for code in ["9999", "5000", "ERROR", "PAYMENT_001", "PAYMENT_002", "MAINTAINED_METHOD"] {
        payssam(code, "result_unknown");
    }
    for code in ["PARTNER_002", "PARTNER_003", "PARTNER_005"] {
        payssam(code, "bad_key");
    }
    for code in ["PARTNER_001", "PARTNER_004", "PARTNER_006"] {
        payssam(code, "partner_contract");
    }
    for code in ["VALIDATION_001", "VALIDATION_002"] {
        payssam(code, "bad_request");
    }
    // Cut off in the documents, and codes of sending alone.
    payssam("9870", "callback_address");
    for code in ["PARTNER_007", "BILL_001", "9800"] {
        payssam(code, "refused");
    }
    payssam("POINT_001", "points_short");
    let unpaid = said("A_CODE_OF_TOMORROW", "결제가 완료되지 않은 청구서");
    check(Channel::Payssam, &unpaid, "not_paid");
    payssam("not_paid", "not_paid");
    payssam("price_differs", "balance_changed");
    payssam("bill_paid", "not_waiting");
    payssam("already_cancelled", "already_cancelled");
    payssam("not_sent", "not_offered");
    payssam("payment_not_found", "not_found");
    check(Channel::Recorded, &said("not_offered", ""), "not_offered");
}

#[test]
fn toss_codes() {
    check(Channel::Toss, &said("ALREADY_CANCELED_PAYMENT", ""), "already_cancelled");
    check(Channel::Toss, &said("NOT_MATCHES_REFUNDABLE_AMOUNT", ""), "balance_changed");
    check(Channel::Toss, &said("PROVIDER_ERROR", ""), "result_unknown");
    check(Channel::Toss, &said("EXCEED_MAX_REFUND_DUE", ""), "deadline_passed");
    check(Channel::Toss, &said("INVALID_REFUND_ACCOUNT_INFO", ""), "refund_account");
    check(Channel::Toss, &said("NOT_ALLOWED_PARTIAL_REFUND", ""), "partial_refused");
}

#[test]
fn terminal_codes() {
    let terminal = |codes: &[&str], cause| {
        for code in codes {
            check(Channel::Terminal, &said(code, ""), cause);
        }
    };
    terminal(&["AGENT_OFFLINE", "DEVICE_UNREACHABLE", "gateway_unreachable"], "terminal_not_ready");
    terminal(&["TERMINAL_BUSY", "DEVICE_BUSY"], "terminal_busy");
    terminal(&["CARD_MISSING", "CARD_REMOVED"], "card_missing");
    let stopped = ["ABORTED", "EXPIRED", "NEVER_BEGUN", "not_begun", "no_terminal"];
    terminal(&stopped, "terminal_stopped");
    terminal(&["not_offered"], "not_offered");
    terminal(&["MALFORMED"], "bad_request");
    terminal(&["A_CODE_OF_TOMORROW", "8326"], "refused");
}

#[test]
fn every_no_of_the_van() {
    let van = |codes: &[&str], cause| {
        for code in codes {
            check(Channel::Terminal, &said(code, ""), cause);
        }
    };
    van(&["ALREADY_CANCELLED"], "already_cancelled");
    van(&["PARTIAL_NOT_POSSIBLE"], "partial_refused");
    van(&["CARD_DIFFERS"], "card_differs");
    van(&["ORIGINAL_NOT_FOUND", "AMOUNT_DIFFERS", "no_approval_number"], "approval_differs");
    van(&["RECEIPT_PERIOD_PASSED"], "receipt_period");
    van(&["ISSUER_REFUSED", "CARD_SUSPENDED"], "issuer_refused");
    van(&["ISSUER_CLOSED"], "issuer_closed");
    van(&["LINE_DOWN"], "van_line_down");
}

#[test]
fn a_code_is_read_on_its_own_channel_only() {
    check(Channel::Portone, &said("9970", ""), "refused");
    check(Channel::Bootpay, &said("PAYMENT_ALREADY_CANCELLED", ""), "refused");
}

#[test]
fn the_vendors_words_are_quoted_verbatim() {
    let text = |words: &VendorWords| BOOK.explain_failure(Channel::Portone, None, words).text.ko;
    let both = VendorWords {
        pg_code: Some("E1".into()),
        pg_message: Some("한도 {초과}".into()),
        ..said("PG_PROVIDER", "outer")
    };
    assert!(text(&both).contains("“한도 {초과}”"), "{}", text(&both));
    assert!(text(&said("PG_PROVIDER", "outer")).contains("“outer”"));
    assert!(text(&said("PG_PROVIDER", " ")).contains("“PG_PROVIDER”"));
    assert!(text(&said("", "")).contains("“-”"));
}

/// As a PG says that it holds less than Bootpay shows.
const PART_AT_PG: &str = "PG사에 남은 금액보다 취소 금액이 큽니다.";

/// A refusal, where it came from, and how the first step against it begins.
type Tried = (Channel, Option<&'static str>, &'static str, &'static str, &'static str);

const REMEDIES: [Tried; 19] = [
    (Channel::Portone, None, "PAYMENT_NOT_PAID", "", "‘가상계좌 닫기’로 계좌를"),
    (Channel::Portone, None, "UNAUTHORIZED", "", "관리자에게 포트원 콘솔"),
    (Channel::Portone, Some("KPN"), "PG_PROVIDER", "환불 특약 없음", "KPN 계좌 환불 서비스"),
    (Channel::Portone, Some("KSNET"), "PG_PROVIDER", "가능시간 아님", "KSNET은 06:00부터 23:00"),
    (Channel::Portone, Some("KSNET"), "MAX_CANCEL_COUNT_REACHED", "", "KSNET은 부분취소를 9번"),
    (Channel::Bootpay, None, "RC_CANCEL_SERVER_ERROR", PART_AT_PG, "PG 관리자 사이트에서 먼저"),
    (Channel::Bootpay, None, "RC_ALREADY_CANCELLED", "기취소된 건입니다", "PG 관리자 사이트에서"),
    (Channel::Bootpay, None, "RC_CANCEL_SERVER_ERROR", "정산 부족", "부트페이 관리자의 결제오류"),
    (Channel::Bootpay, None, "RC_CANCEL_SERVER_ERROR", "CMS 특약 없음", "PG에 CMS 환불 특약"),
    (Channel::Bootpay, None, "RC_NOT_FOUND", "", "다른 부트페이 프로젝트"),
    (Channel::Bootpay, None, "APP_KEY_NOT_REST", "", "관리자에게 부트페이의 REST"),
    (Channel::Payssam, None, "9970", "기 취소된 청구서 입니다.", "취소가 아직 장부에 없으면"),
    (Channel::Payssam, None, "not_paid", "", "‘청구서 파기’를 눌러"),
    (Channel::Payssam, None, "9980", "", "보낼 때 쓴 청구서 번호"),
    (Channel::Payssam, None, "1003", "", "관리자에게 결제선생 apiKey"),
    (Channel::Payssam, None, "price_differs", "", "청구서를 보낼 때의 금액"),
    (Channel::Payssam, None, "VALIDATION_001", "", "청구서를 보낼 때의 금액"),
    (Channel::Terminal, None, "ALREADY_CANCELLED", "기취소", "‘지금 확인’을 눌러 단말기에서"),
    (Channel::Terminal, None, "MALFORMED", "", "관리자에게 단말기 PC의"),
];

#[test]
fn every_vendors_own_remedy_is_the_advice() {
    for (channel, pg, code, message, beginning) in REMEDIES {
        let advice = BOOK.explain_failure(channel, pg, &said(code, message));
        let (told, case) = (advice.in_full(), format!("{channel} {pg:?} {code} {message}"));
        assert!(advice.next_steps[0].ko.starts_with(beginning), "{case}: {}", told.ko);
        assert!(told.ko.starts_with(&advice.text.ko) && told.ko.contains(beginning), "{case}");
        assert!(told.en.ends_with(&advice.next_steps.last().unwrap().en), "{case}");
    }
    let file = desk_domain::rulebook::FILES.iter().find(|(name, _)| *name == "remedies.toml");
    let rows = file.expect("the remedies are embedded").1.matches("[[remedy]]").count();
    assert_eq!(rows, REMEDIES.len(), "each row is tried once");
}

#[test]
fn a_remedy_of_one_pg_is_no_other_pgs() {
    let closed = said("PG_PROVIDER", "가능시간 아님");
    let general = BOOK.explain_failure(Channel::Portone, None, &closed);
    let elsewhere = BOOK.explain_failure(Channel::Portone, Some("INICIS_V2"), &closed);
    let ksnet = BOOK.explain_failure(Channel::Portone, Some("KSNET"), &closed);
    assert_eq!(elsewhere, general);
    assert_eq!(ksnet.cause, general.cause);
    assert_ne!(ksnet.next_steps, general.next_steps);
}

/// Of a first generation only two answers are a no by the reference; any other number is quoted, not believed.
#[test]
fn a_number_of_bootpays_first_generation_is_no_plain_no() {
    for words in ["정산 예정 금액이 부족합니다", "부분취소 불가", "환불 계좌 예금주 불일치"]
    {
        check(Channel::Bootpay, &said("-15006", words), "refused");
    }
}

#[test]
fn what_the_desk_says_itself_has_words_of_its_own() {
    let file = desk_domain::rulebook::FILES.iter().find(|(name, _)| *name == "failures.toml");
    let rows = file.expect("the failures are embedded").1;
    let quoted = rows.lines().filter(|line| line.contains("code = [")).flat_map(|line| {
        let codes = line.split("code = [").nth(1).and_then(|rest| rest.split(']').next());
        codes.unwrap_or_default().split('"').skip(1).step_by(2)
    });
    let ours = |code: &&str| code.chars().any(|sign| sign.is_ascii_lowercase());
    for code in quoted.filter(ours) {
        assert!(said(code, "").is_ours(), "{code}");
    }
    for code in desk_domain::cancellation::OWN_CODES {
        for &channel in Channel::ALL {
            let advice = BOOK.explain_failure(channel, None, &said(code, "not sent: for the log"));
            // A row of one channel only is no row elsewhere, and the desk says it nowhere else.
            let quotes = advice.text.ko.contains("for the log");
            assert!(!quotes || *code == "settled_by_hand" || !advice.explained, "{code} {channel}");
        }
        let anywhere =
            |&channel: &Channel| BOOK.explain_failure(channel, None, &said(code, "")).explained;
        assert!(Channel::ALL.iter().any(anywhere), "{code} has no row");
    }
    assert!(!said("PG_PROVIDER", "").is_ours() && !said("9970", "").is_ours());
}

#[test]
fn a_bill_that_was_not_sent_has_words_of_a_bill_and_its_remedy() {
    let check = |code: &str, message: &str, expected: &str| {
        let told = BOOK.explain_bill_failure(Channel::Payssam, &said(code, message)).in_full();
        assert_eq!(told.ko, expected);
        assert!(!told.ko.contains("취소하지 못했어요") && !told.ko.contains("돈은"), "{}", told.ko);
    };
    check(
        "POINT_001",
        "쌤포인트 부족",
        "쌤포인트가 모자라서 청구서를 보내지 못했어요. 매니저 사이트에서 쌤포인트를 충전한 뒤 다시 보내 주세요.",
    );
    check(
        "1003",
        "접근이 불가한 사용자 입니다.",
        "연동 키가 맞지 않아서 청구서를 보내지 못했어요. 관리자에게 결제선생 apiKey와 member 확인을 부탁해 주세요. 개발 키와 운영 키는 서로 달라요.",
    );
    check(
        "9970",
        "기 취소된 청구서 입니다.",
        "이미 취소된 청구서라 보내지 않았어요. ‘지금 확인’을 눌러 지금 상태를 확인해 주세요.",
    );
    check(
        "BILL_006",
        "보낼 수 없는 상태",
        "결제사가 청구서를 받지 않았어요: “보낼 수 없는 상태”. 내용을 고쳐서 다시 보내거나 결제사에 문의해 주세요.",
    );
    check(
        "VALIDATION_001",
        "phone",
        "결제사가 청구서 내용을 받지 않았어요: “phone”. 이름, 전화번호, 금액, 기한을 고쳐서 다시 보내 주세요.",
    );
}
