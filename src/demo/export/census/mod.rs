//! The children in need census: one file, every referral of every child with all that followed from it.

mod details;
mod linked;
mod xml;

use super::Exported;
use super::extract::Extract;
use super::invent::{AUTHORITY, pupil_number};
use super::people::{Person, people};
use crate::calendar::to_iso;
use crate::demo::error::DemoError;
use linked::Linked;
use std::io;
use xml::Xml;

const FILE: &str = "cin_census.xml";

/// The census file.
pub(super) fn files(extract: &Extract) -> Result<Vec<Exported>, DemoError> {
    let (bytes, rows) =
        write(extract).map_err(|e| DemoError::Unmade { file: FILE.to_owned(), reason: e.to_string() })?;
    Ok(vec![Exported { name: FILE.to_owned(), rows, bytes }])
}

fn write(extract: &Extract) -> io::Result<(Vec<u8>, u64)> {
    let linked = Linked::new(extract);
    let mut xml = Xml::new()?;
    xml.open("Message")?;
    header(&mut xml, extract)?;
    xml.open("Children")?;
    let mut count = 0;
    for person in people(extract).iter().filter(|p| !linked.referrals(p.id).is_empty()) {
        child(&mut xml, person, &linked, extract)?;
        count += 1;
    }
    xml.close("Children")?;
    xml.close("Message")?;
    Ok((xml.finish(), count))
}

fn header(xml: &mut Xml, extract: &Extract) -> io::Result<()> {
    xml.open("Header")?;
    xml.open("CollectionDetails")?;
    xml.leaf("Collection", "CIN")?;
    xml.said("Year", to_iso(extract.last).split('-').next())?;
    xml.day("ReferenceDate", Some(extract.last))?;
    xml.close("CollectionDetails")?;
    xml.open("Source")?;
    xml.leaf("SourceLevel", "L")?;
    xml.leaf("LEA", AUTHORITY)?;
    xml.leaf("SoftwareCode", "duecare demo")?;
    xml.leaf("SerialNo", "001")?;
    xml.leaf("DateTime", &format!("{}T00:00:00", to_iso(extract.last)))?;
    xml.close("Source")?;
    xml.close("Header")
}

fn child(xml: &mut Xml, person: &Person<'_>, linked: &Linked<'_>, extract: &Extract) -> io::Result<()> {
    xml.open("Child")?;
    xml.open("ChildIdentifiers")?;
    xml.leaf("LAchildID", person.id)?;
    match (person.upn, person.upn_unknown) {
        (Some(number), _) => xml.leaf("UPN", number)?,
        (None, Some(why)) => xml.leaf("UPNunknown", why)?,
        // A child who is not born yet has no number and no reason but this.
        (None, None) if person.born.is_none_or(|b| b > extract.last) => xml.leaf("UPNunknown", "UN1")?,
        (None, None) => xml.leaf("UPN", &pupil_number(person.id))?,
    }
    xml.day("PersonBirthDate", person.born)?;
    xml.day("ExpectedPersonBirthDate", person.due)?;
    xml.leaf("Sex", person.sex)?;
    xml.day("PersonDeathDate", person.died)?;
    xml.close("ChildIdentifiers")?;
    xml.open("ChildCharacteristics")?;
    xml.leaf("Ethnicity", person.ethnicity)?;
    xml.open("Disabilities")?;
    for code in &person.disabilities {
        xml.leaf("Disability", code)?;
    }
    if person.disabilities.is_empty() {
        xml.leaf("Disability", "NONE")?;
    }
    xml.close("Disabilities")?;
    xml.close("ChildCharacteristics")?;
    for referral in linked.referrals(person.id) {
        details::write(xml, *referral, linked)?;
    }
    xml.close("Child")
}
