"""Long words of school and council papers, for telling a word broken at a line end from one written with a hyphen.

Words that are also written with a hyphen (well-being, co-operation, in-house) are left out on purpose.
"""

_STEMS = """
ability absence academic academy access account achieve achievement acting action activity additional address
administration administrator adopt adoption advance advertise advice adviser agenda agreement aim allocate allowance
ambition ambitious analysis announce annual anticipate appendix applicant application appoint appointment appraisal
approach appropriate approval approve area arrange arrangement aspect aspirant aspiration aspire assess assessment
assistant associate assurance assure attainment attend attendance attribute audit authority available award awareness
background balance barrier behaviour belief benchmark benefit board bodies budget building business calendar candidate
capability capacity career category celebrate celebration challenge chair chairperson change character characteristic
charter children church circumstance circumstances citizen classroom clause clear clerk coaching colleague collective
collaborate collaboration collaborative collect college commission commit commitment committee communicate
communication community competence competency complaint complete compliance condition conduct confidence confident
confidential consider consideration consistent consult consultation continue continuing continuity continuous
contribute contribution council councillor country county criteria culture current curriculum deadline decision define
definition delegate delegation deliver delivery demonstrate department departure deputy describe description design
determine develop development diagnosis difference different difficult difficulty diocesan diocese direct direction
director disability disabled disadvantage discipline discriminate discrimination discussion distribute distribution
diverse diversity document documentation duties education educational effect effective effectiveness effectively
eligible embed emergency employ employee employer employment enable encourage encouragement engage engagement enhance
ensure ensuring environment equal equality equally equipment essential establish establishment ethnicity ethos evaluate
evaluation evidence exceed excellence exceptional executive expect expectation experience experienced expertise explore
external facilitate facility faith family federation feedback finance financial flexible flexibility follow formal
framework function funding future gender general governance governing government governor graduate group growth guidance
guideline handover headship headteacher health high identified identification identify impact implement implementation
implication important improve improvement inclusion inclusive increase individual induction influence inform
information initiative inspection inspiring institution instrument integrate integrated interest interim internal
international internship interview introduce introduction invest investment involve involvement issue knowledge
language leader leadership leading learner learning legal legislation liaison listen local maintain maintenance
manage management manager managing material maternity meaningful measure meeting member membership mentor mentoring
method middle minority mission model monitor monitoring motivate motivation national nationality necessary network
nominate nomination nurture objective observation observe offer officer ongoing operate operation opinion opportunities
opportunity organisation organisational organise orientation outcome outstanding overall overview paragraph parent
participate participation participant particular partner partnership paternity perform performance permanent
permission personal personnel perspective planning policies policy portfolio position positive possible post potential
practical practice practitioner prepare preparation present previous primary principal principle priorities priority
procedure process procedure profession professional professionally proficiency profile programme progress progression
project promote promotion proposal protect protected protection provide provider provision publication publish pupil
purpose qualification qualified qualities quality question questionnaire recognise recognition recommend
recommendation record recruit recruitment reduce reference reform regular regularly regulation relation relationship
relevant religion religious remain report reporting represent representation representative require requirement
research resilience resource respond response responsibilities responsibility responsible result retain retention
retirement review reviewed rigorous robust rotation safeguard safeguarding scheme school scrutiny secondary secondment
secondments section secure selection senior sensitive service session shadowing share shortlist significant similar
situation skill society special specialist specific staff staffing stage stakeholder standard statement statutory
strategic strategies strategy strength strengthen structure student subject succeed success successful successfully
succession successor sufficient suggest suitable supervise supervision supplement support supportive sustain
sustainability sustainable talent target teacher teaching temporary therefore through together training transfer
transition transparent transparently trust trustee understand understanding unexpected university update vacancies
vacancy valuable value values various vision voluntary volunteer vulnerable welcome welfare whatever workforce working
workload workshop writing
"""

WORDS: frozenset[str] = frozenset(
    form
    for stem in _STEMS.split()
    for form in (stem, f"{stem}s", f"{stem}ing", f"{stem}ed", f"{stem.removesuffix('e')}ing", f"{stem}d")
)
