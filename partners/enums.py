"""Closed lists of the partner register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    SCHOOL_COMPLEX = "school_complex", _("school complex")
    SCHOOL = "school", _("school")
    FOUNDING_BODY = "founding_body", _("founding body")
    EMPLOYER = "employer", _("employer")
    INSTITUTION = "institution", _("institution")
    LEADER = "leader", _("cluster leader")


class PartnerType(models.TextChoices):
    """What the public asks for in the directory: coarser than the kind."""

    SCHOOL = "school", _("schools")
    EMPLOYER = "employer", _("employers")
    INSTITUTION = "institution", _("institutions")


KINDS_OF_TYPE = {
    PartnerType.SCHOOL: (OrganisationKind.SCHOOL_COMPLEX, OrganisationKind.SCHOOL),
    PartnerType.EMPLOYER: (OrganisationKind.EMPLOYER,),
    PartnerType.INSTITUTION: (
        OrganisationKind.INSTITUTION,
        OrganisationKind.FOUNDING_BODY,
        OrganisationKind.LEADER,
    ),
}


class FoundingBodyType(models.TextChoices):
    """Each type declares its will by other people (domain: who signs)."""

    CITY = "city", _("city with county rights")
    COUNTY = "county", _("county")
    VOIVODESHIP = "voivodeship", _("voivodeship")


class LegalForm(models.TextChoices):
    LIMITED_COMPANY = "sp_zoo", _("limited liability company (sp. z o.o.)")
    JOINT_STOCK_COMPANY = "sa", _("joint-stock company (S.A.)")
    LIMITED_PARTNERSHIP = "sk", _("limited partnership (sp.k.)")
    GENERAL_PARTNERSHIP = "sj", _("general partnership (sp.j.)")
    CIVIL_PARTNERSHIP = "sc", _("civil-law partnership (s.c.)")
    SOLE_TRADER = "jdg", _("sole trader")
    COOPERATIVE = "spoldzielnia", _("cooperative")
    NGO = "fundacja_stow", _("foundation or association")
    LOCAL_GOVERNMENT = "jst", _("local government unit")
    BUDGETARY_UNIT = "jednostka_budzetowa", _("budgetary unit")
    FOREIGN = "foreign", _("foreign legal form")


# Forms that exist only by an entry in the National Court Register.
KRS_FORMS = frozenset(
    {
        LegalForm.LIMITED_COMPANY,
        LegalForm.JOINT_STOCK_COMPANY,
        LegalForm.LIMITED_PARTNERSHIP,
        LegalForm.GENERAL_PARTNERSHIP,
        LegalForm.COOPERATIVE,
        LegalForm.NGO,
    }
)


class RepresentationBasis(models.TextChoices):
    KRS = "krs", _("entry in the court register (KRS)")
    CEIDG = "ceidg", _("entry in the business register (CEIDG)")
    POWER_OF_ATTORNEY = "pelnomocnictwo", _("power of attorney")
    RESOLUTION = "uchwala", _("resolution")
    APPOINTMENT = "powolanie", _("appointment")
    FOREIGN_REGISTER = "rejestr_zagraniczny", _("entry in a foreign register")


class RegisterSource(models.TextChoices):
    KRS = "krs", "KRS"
    CEIDG = "ceidg", "CEIDG"
    REGON = "regon", "REGON"
    RSPO = "rspo", "RSPO"
    FOREIGN = "foreign", _("foreign register")
    DOCUMENT = "document", _("document shown to the office")


class ForeignIdType(models.TextChoices):
    CZ_ICO = "cz_ico", "IČO (CZ)"
    CZ_DIC = "cz_dic", "DIČ (CZ)"
    DE_HRB = "de_hrb", "HRB (DE)"
    DE_VAT = "de_vat", "USt-IdNr. (DE)"
    OTHER = "other", _("other register number")


class MembershipRole(models.TextChoices):
    """What an account may do for its organisation."""

    MEMBER = "member", _("member: reads")
    EDITOR = "editor", _("editor: drafts and submits")
    APPROVER = "approver", _("approver: agrees to a version")
    SIGNER = "signer", _("signer: signs documents")
    ADMIN = "admin", _("administrator: invites colleagues, proposes changes of data")


class CooperationForm(models.TextChoices):
    """Ten forms of the cluster; what art. 68 (7c) and practice add (domain §1.4 D)."""

    GRADUATES = "graduates", _("recruitment of graduates")
    CURRICULUM = "curriculum", _("consultations in designing curricula")
    REAL_CONDITIONS = "real_conditions", _("classes in real working conditions")
    SKILLS_CHECK = "skills_check", _("verification of knowledge and skills")
    PLACEMENTS = "placements", _("internships and apprenticeships")
    PROJECTS = "projects", _("joint educational projects")
    BOARDS = "boards", _("employers in advisory boards")
    WORKSHOPS = "workshops", _("presentations and workshops")
    PATRONAGE = "patronage", _("patronage classes")
    SKILLS_CENTERS = "bcu", _("Industry Skills Centers")
    EQUIPMENT = "equipment", _("equipping workshops and labs")
    TEACHERS = "teachers", _("development of teachers")
    GUIDANCE = "guidance", _("career guidance, open days, visits, fairs")
    SCHOLARSHIPS = "scholarships", _("scholarships")
    PROMOTION = "promotion", _("promotion of the class")
