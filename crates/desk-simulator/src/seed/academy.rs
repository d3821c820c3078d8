//! Who pays and for what: families, courses, prices.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::portone::wire::Customer;
use crate::private::Private;

const SURNAMES: [&str; 24] = [
    "김", "김", "김", "이", "이", "이", "박", "박", "최", "정", "강", "조", "윤", "장", "임", "한",
    "오", "서", "신", "권", "황", "안", "송", "홍",
];
const PARENTS: [&str; 24] = [
    "지영", "미경", "은주", "수진", "현정", "혜진", "정훈", "성호", "경희", "영미", "상우", "민정",
    "재현", "소연", "동현", "유진", "선영", "진우", "보라", "태영", "희정", "승민", "나연", "길동",
];

/// One household; the parent pays.
#[derive(Debug, Clone)]
pub(super) struct Family {
    pub(super) parent: String,
    phone: String,
    number: usize,
}

impl Family {
    pub(super) fn customer(&self) -> Customer {
        Customer {
            id: Some(format!("student-{:04}", self.number)),
            name: Some(Private::new(self.parent.clone())),
            email: Some(Private::new(format!("parent{:04}@example.com", self.number))),
            phone_number: Some(Private::new(self.phone.clone())),
            zipcode: None,
        }
    }

    pub(super) fn phone(&self) -> Private {
        Private::new(self.phone.clone())
    }
}

/// Enough families that most of them pay every month.
pub(super) fn families(rng: &mut ChaCha8Rng, payments: usize) -> Vec<Family> {
    (0..(payments / 12).max(20))
        .map(|number| {
            let (surname, parent) = (pick(rng, &SURNAMES), pick(rng, &PARENTS));
            let (middle, last) = (rng.random_range(2000..9999), rng.random_range(0..9999));
            Family {
                parent: format!("{surname}{parent}"),
                phone: format!("010-{middle:04}-{last:04}"),
                number,
            }
        })
        .collect()
}

/// How a thing on sale is taxed. Tuition of a registered academy is tax-free.
#[derive(Debug, Clone, Copy)]
enum Tax {
    Free,
    Full,
    /// Tuition plus this many won of taxed material.
    Material(i64),
}

/// Name (`{월}` becomes the month), lowest and highest price in thousands of won, tax.
const COURSES: [(&str, i64, i64, Tax); 18] = [
    ("수학 {월} 정규반", 280, 420, Tax::Free),
    ("수학 {월} 심화반", 320, 480, Tax::Free),
    ("영어 회화 {월}", 180, 290, Tax::Free),
    ("영어 {월} 정규반", 260, 390, Tax::Free),
    ("국어 {월} 독해반", 220, 330, Tax::Free),
    ("논술 {월}", 200, 300, Tax::Free),
    ("과학 탐구 {월}", 230, 340, Tax::Free),
    ("코딩 기초 {월}", 190, 280, Tax::Free),
    ("초등 종합반 {월}", 340, 520, Tax::Free),
    ("수학 주말 특강", 120, 260, Tax::Free),
    ("방학 집중 특강", 350, 690, Tax::Material(33_000)),
    ("영어 {월} 정규반 + 교재", 290, 430, Tax::Material(22_000)),
    ("교재비", 18, 48, Tax::Full),
    ("온라인 강의 이용권", 49, 129, Tax::Full),
    ("모의고사 응시료", 12, 25, Tax::Full),
    ("차량 이용료 {월}", 30, 60, Tax::Full),
    ("독서실 {월} 이용료", 90, 180, Tax::Full),
    ("레벨 테스트", 10, 20, Tax::Full),
];

/// One thing bought.
#[derive(Debug)]
pub(super) struct Purchase {
    pub(super) order_name: String,
    pub(super) amount_won: i64,
    pub(super) tax_free_won: i64,
}

pub(super) fn purchase(rng: &mut ChaCha8Rng, month: u32) -> Purchase {
    // The first rows are what an academy lives on.
    let at = if rng.random_ratio(7, 10) {
        rng.random_range(0..9)
    } else {
        rng.random_range(9..COURSES.len())
    };
    let (name, low, high, tax) = COURSES[at];
    let amount_won = rng.random_range(low..=high) * 1_000 / 5_000 * 5_000;
    let amount_won = amount_won.max(low * 1_000);
    let course = name.replace("{월}", &format!("{month}월"));
    Purchase {
        order_name: course,
        amount_won,
        tax_free_won: match tax {
            Tax::Free => amount_won,
            Tax::Full => 0,
            Tax::Material(taxed) => amount_won - taxed,
        },
    }
}

/// Why people cancel, as staff write it down.
pub(super) const REASONS: [&str; 12] = [
    "수강 취소 요청",
    "반 변경으로 재결제",
    "중복 결제",
    "금액 오류",
    "학생 퇴원",
    "이사로 인한 수강 중단",
    "다른 결제수단으로 변경",
    "단순 변심",
    "폐강",
    "할인 미적용",
    "형제 할인 재적용",
    "교재 반품",
];

pub(super) fn pick<T: Copy>(rng: &mut ChaCha8Rng, from: &[T]) -> T {
    *from.choose(rng).expect("the tables of the seed are not empty")
}
