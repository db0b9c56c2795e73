//! A Gregorian day as another calendar gives it.

use icu_calendar::cal::{ChineseTraditional, Hebrew, Hijri};

use super::months::{hebrew_name, hijri_name};
use super::{
    CHINESE_MONTHS_KNOWN, Calendar, Day, JAPAN_WESTERN, LeapStatus, TABULAR, eras, hebrew_month,
    icu, republican, to_julian,
};

/// The months of the West.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The years of the Hijri era for which the months of Umm al-Qura are published.
pub(super) const UMM_AL_QURA: std::ops::RangeInclusive<i32> = 1300..=1600;

/// The day in words of that calendar: `7 Muharram 1365`; where its variants differ, each. None where the calendar was not in use,
/// or its months are not known for sure.
pub fn in_calendar(day: Day, calendar: Calendar) -> Option<String> {
    match calendar {
        Calendar::Western | Calendar::Gregorian => Some(western(day)),
        Calendar::Julian => to_julian(day).map(western),
        Calendar::Republican => {
            let (of_month, month, year) = republican::from_gregorian(day)?;
            let name = republican::MONTHS[usize::from(month) - 1];
            let year = republican::YEARS[usize::try_from(year - 1).ok()?];
            let which = match (month, of_month) {
                (13, 1) => "1er ".to_owned(),
                (13, day) => format!("{day}e "),
                (_, day) => format!("{day} "),
            };
            Some(format!("{which}{name} an {year}"))
        }
        Calendar::Hijri => hijri(day),
        Calendar::Hebrew => {
            let date = icu(day)?.to_calendar(Hebrew);
            let year = date.year().extended_year();
            let name = hebrew_name(hebrew_month(&date), date.is_in_leap_year());
            (year > 0).then(|| format!("{} {name} {year}", date.day_of_month().0))
        }
        Calendar::Minguo => {
            let (era, year) = eras::of(calendar, day, day.year)?;
            Some(format!(
                "{} {year}, {} {}",
                era.name,
                day.day,
                MONTHS[usize::from(day.month) - 1]
            ))
        }
        Calendar::Japanese => {
            if day.year < JAPAN_WESTERN {
                return None;
            }
            let (era, year) = eras::of(calendar, day, day.year)?;
            Some(format!(
                "{} {year}, {} {}",
                era.name,
                day.day,
                MONTHS[usize::from(day.month) - 1]
            ))
        }
        Calendar::Chinese => chinese(day),
    }
}

fn western(day: Day) -> String {
    format!(
        "{} {} {}",
        day.day,
        MONTHS[usize::from(day.month) - 1],
        day.year
    )
}

fn hijri(day: Day) -> Option<String> {
    let date = icu(day)?;
    let tabular = date.to_calendar(TABULAR);
    let name =
        |number: u8, of_month: u8, year: i32| format!("{of_month} {} {year}", hijri_name(number));
    let year = tabular.year().extended_year();
    let shown = name(tabular.month().number(), tabular.day_of_month().0, year);
    if year < 1 {
        return None;
    }
    let published = date.to_calendar(Hijri::new_umm_al_qura());
    let other = name(
        published.month().number(),
        published.day_of_month().0,
        published.year().extended_year(),
    );
    Some(match UMM_AL_QURA.contains(&year) && other != shown {
        true => format!("{shown} by the tables, {other} by Umm al-Qura"),
        false => shown,
    })
}

/// Since 1900, as published tables have it: `18th day of the 3rd month, 34th year of Guangxu`.
fn chinese(day: Day) -> Option<String> {
    let date = icu(day)?.to_calendar(ChineseTraditional::default());
    let (year, month) = (date.year().extended_year(), date.month());
    if year < CHINESE_MONTHS_KNOWN {
        return None;
    }
    const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
    const BRANCHES: [char; 12] = [
        '子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥',
    ];
    let place = usize::try_from((year - 4).rem_euclid(60)).ok()?;
    let cycle = format!("{}{}", STEMS[place % 10], BRANCHES[place % 12]);
    let leap = if month.leap_status() == LeapStatus::Leap {
        "leap "
    } else {
        ""
    };
    let reign = eras::of(Calendar::Chinese, day, year).map_or_else(String::new, |(era, number)| {
        format!(", {} {number}", era.name)
    });
    Some(format!(
        "day {} of {leap}month {} of {cycle}{reign}",
        date.day_of_month().0,
        month.number()
    ))
}
