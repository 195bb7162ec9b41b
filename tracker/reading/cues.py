"""The language of method and of results: words that mean the same whatever was studied.

They are matched with the vocabulary's terms in one pass. A cue that ends in "*" matches any ending. In the text below a
name ends with a colon; its phrases follow, set apart by "|".
"""

from __future__ import annotations


def _parsed(text: str) -> dict[str, tuple[str, ...]]:
    cues: dict[str, list[str]] = {}
    name = ""
    for line in text.strip().splitlines():
        if line.endswith(":") and not line.startswith(" "):
            name = line[:-1]
            cues[name] = []
        else:
            cues[name].append(line.strip())
    return {
        name: tuple(phrase.strip() for phrase in " ".join(lines).split("|") if phrase.strip())
        for name, lines in cues.items()
    }


CUES: dict[str, tuple[str, ...]] = _parsed("""
fall:
    reduc* | decreas* | declin* | lower | lowered | lowering | lowest | lessen* | halved | drop | drops |
    dropped | fell |
    diminish* | attenuat* | fewer | less | suppress* | smaller | fall | falls | fallen | abolish* | prevented
    | mitigat* | abated | inhibit* | minimi* | eliminat* | shorter | milder
rise:
    increas* | higher | elevat* | rose | rise | rises | enhanc* | larger | highest | raised | greater | more |
    prolong* | exceed* | heighten* | augmented | stronger
degree:
    greater | larger | more | greatest | largest | stronger | marked | substantial | significant | rapid |
    robust | sustained | pronounced | dramatic
better:
    improv* | superior* | effective | efficacious | benefi* | better | relief | reliev* | alleviat* | ameliorat*
    | favour* | favor | favors | favored | favoring | favorable | resolv* | resolution | normali* | remitted |
    recover* | relieving | separated from placebo | separation from placebo | separate from placebo |
    advantage* | gains | eased | effectiveness | efficacy | promising | robust | reversed
    | responded | potent | outperform*
worse:
    worsen* | deteriorat* | exacerbat* | impair* | inferior | aggravat* | poorer | worse | less effective |
    deficits | detrimental
null:
    no significant | no statistically | not significant* | not statistically | did not differ | did not
    significantly differ | not differ* | no difference* | no between-group | not different | no differential |
    nonsignificant* | non-significant* | insignificant* | failed to | not superior | no superiority | not better
    | no better | no benefit* | no effect* | not effective | ineffective | no more effective | not more
    effective | no evidence | no improvement* | no advantage | no additional | no added | not improve | not
    significantly | no clinically | no meaningful | lack of efficacy | lack of effect* | did not reach | did not
    achieve | not achieve | not met | not reach | did not meet | no change* | unchanged | not alter* | not
    affect* | no association | did not show | did not demonstrate | did not reduce | did not decrease | did not
    improve | did not increase | not support* | no notable | no statistical | not demonstrate* | no group
    differences | did not result in | no main effect | no treatment effect | no greater | not greater | not
    lower | not higher | not more likely | no more likely
    | changed little | did not diverge | but not treatment | but not group |
    but not of group | but not of treatment |
    fell no further | declined no further | improved no further | dropped no further | decreased no further |
    significance was not reached | significance was not achieved | significance was not attained |
    not reduce* | unaffected | was not associated | were not associated | not associated | no clear | no
    consistent | inconclusive | could not show | could not demonstrate | not observed | were not found | not
    found | not confirm* | no reduction* | no differences | lack of a significant | without significant |
    neither | no measurable | not provide | not prove | no observable | did not produce | no longer significant
    | loss of significance | lost significance | not maintained | not sustained | lack of clinical efficacy | p
    > 0.05 | p>0.05 | p >0.05 | did not have a significant | had no | no relationship | no statistically
    significant | not elicit* | did not separate | not separate | did not induce | did not lead | not improved |
    no discernible | no detectable | fail to | fails to | do not support | does not support | failing to | no
    appreciable | was unsuccessful | less effective than placebo | did not reveal | did not detect | did not find
    | without a group | without group | no group effect* | no drug effect* | lack of difference* |
    lack of a difference | absence of difference* | absence of a difference | did not observe | not observe |
    did not see | did not emerge | did not change between | scores did not change | symptoms did not change |
    on no measure | on no scale | on no outcome | on none of the |
    no systematic | none differed | none significantly differed | none statistically differed | not change
    significantly | no greater than |
    no more than placebo
    | little difference* | little or no difference* | minimal difference* | unable to detect | unable to show
    | unable to demonstrate | unable to find | could not detect | could not find | not discern*
    | no group by time | no group-by-time | no group x time | no group × time | no time by group | no time-by-group
    | no treatment by time | no treatment-by-time | no interaction
    | no separation | no substantial
    | without a significant | without a statistically | without any significant |
    insufficient evidence | not sufficient evidence | no trend | did not separate
    | did not favor | did not favour | no between-arm | no between group | no overall difference* | without any
    difference* | without difference* | not detect* | did not outperform | did not exceed | did not yield
similar:
    similar | similarly | comparable | equivalent | equally | no different | the same | indistinguishable |
    equal | comparably | as effective as
noninferior:
    non-inferior* | noninferior* | not inferior | was not inferior | inferiority
negation:
    no | not | without | none | never | nor | absence of | lack of | neither | cannot | non | free of | lacked |
    absent | devoid | rule out | n't | nil | denied | zero
mixedresult:
    mixed results | conflicting | inconsistent | mixed | contradictory | inconclusive | heterogeneous results |
    mixed findings | equivocal | erratic
except:
    except | but not | although | however | whereas | while | despite | only | in contrast | on the other hand |
    nevertheless
significant:
    significant | significantly | statistically significant | p<* | p < | p=* | p = | p less than | p-value |
    robust | robustly | markedly | p ≤ | p≤* | ps < | ps<* | superior | clinically meaningful
hedge:
    may | might | could | potential | potentially | promising | suggest* | possible | possibly | appear* | seem*
    | preliminary | tended | trend | numerically | tendency | would | likely
plan:
    will be | aimed to | aims to | aim of | aim was | objective of | objective was | purpose of | purpose was |
    we sought | sought to | to evaluate | to assess | to investigate | to examine | to determine | hypothesi* |
    to test | is to | was to | goal | to compare | we aim | we will | to explore | intended to | we investigated
    | this study investigated | we examined | this study examined | we assessed | was designed to | we evaluated
    | this study evaluated | we compared | designed to | this study assessed | we tested | were to | whether
future:
    further research | future research | further studies | future studies | are needed | is needed | warrant* |
    are required | is required | further investigation* | should be | needed to | remains to be | future trials
    | larger studies | further study | remain*  unclear | remains unclear | unknown | needs to be | need to be
known:
    has been shown | have been shown | have shown | has shown | previous | previously | recent studies | recent
    | studies have | it is known | is known | evidence suggests | has been | have been | growing evidence |
    earlier studies | reported to | evidence indicates | literature | historically | prior studies |
    a prior study | an earlier study | has
    demonstrated | have demonstrated | well established | established | emerged as | has emerged | is considered
    | is used | is an | accumulating
method:
    was assessed | were assessed | was measured | were measured | was defined | were defined | were evaluated |
    was evaluated | were recorded | was recorded | outcome was | outcome measure* | outcomes were | endpoint was
    | outcomes included | were randomi* | was administered | were administered | were included if | inclusion
    criteria | were enrolled | was used to | were used to | were conducted | was conducted | were collected |
    was performed | were performed | were compared | assessments | was calculated | were calculated | were
    searched | searched | were obtained | measures included | was determined | were monitored | was analyzed |
    were analyzed | were analysed | was analysed | were divided | outcome measures | were interviewed | were
    asked | was carried out | assessed using | measured using | was estimated | were examined | were invited |
    were extracted | were selected | was the change | were rated | we reviewed | we report | we treated | we
    administered | we enrolled | we recruited | we randomized | we randomised | we conducted | we performed |
    participated | underwent | were treated | were given | were invited to | secondary outcomes | primary
    outcomes were | secondary endpoints | primary endpoints | was explored | were tested
results:
    we found | results showed | results indicate* | showed | shown | we observed | was observed | were observed
    | results suggest* | found that | resulted in | demonstrated | revealed | was found | were found | there was
    | there were | results demonstrate* | reported | experienced | we identified | associated with | led to |
    produced | exhibited | improved | decreased | reduced | occurred | developed | achieved | results revealed |
    yielded | detected | noted | showing | responded | received | elicited | provoked
concluding:
    in conclusion | we conclude | these findings | our findings | these results | our results | in summary |
    this study demonstrates | this study suggests | these data | our data | this study shows | this suggests |
    taken together | findings suggest | results suggest | conclude | overall, | our study | the present findings
    | conclusion | to conclude | the findings | current evidence | the results suggest | the present study |
    collectively | the current study | the current findings | our analysis | present results
versus:
    compared to | compared with | versus | vs | vs. | than | relative to | in comparison to | in comparison with
    | as compared | between groups | between the groups | between-group | over placebo | over saline | over
    control* | from placebo | compared | between the two groups | between the treatment groups | between
    treatment groups | group difference* | treatment difference* | group by time | group-by-time | group × time
    | time × treatment | treatment by time | time by treatment | treatment x time | interaction between group |
    mean difference | standardized mean difference* | smd | odds ratio | or | rr | risk ratio | hedges* |
    relative risk | hazard ratio | pooled | time-by-group | exceeding | between the | more than | difference
    between | differences between | across groups | across the groups | intergroup | both groups | the two
    groups | pseudo-placebo | of placebo | group x time | group*time | time × group | treatment × time | to
    placebo
before:
    from baseline | pre-treatment | pretreatment | pre- to post | pre-post | baseline to | after treatment |
    following treatment | over time | compared to baseline | compared with baseline | at baseline | after the
    drug | following the drug | post-infusion | after infusion* | baseline | relative to baseline | within-group
    | from pre | post-treatment | posttreatment | over the course | after the first | following the first | from
    day 0 | main effect of time | effect of time
bothgroups:
    both groups | in all groups | both the groups | all three groups | all arms | both treatments
    all groups | in each group | both arms |
    in both | all treatments | either group | either arm | all three groups | the two groups improved | both conditions
associated:
    associat* | correlat* | predict* | moderated | moderates | moderator* | moderating | moderation | mediat* |
    modulation of | linkage | path analysis | indirect effect* | discrimination | area under the curve |
    AUC | sensitivity and specificity |
    related to | relate to | relates to | relation between | relationship | relationships | discriminated |
    proportional | interaction* | linked | covaried | covary | covariat* | biomarker* | dependent on |
    independent of | independently
    of | required for | underlying | underlie* | coupled | a function of | link between | regress* | driven by |
    accounted for | explained | determinant*
    | risk factor* | trajectories | attributed
subgroup:
    subgroup* | responders | nonresponders | non-responders | carriers | genotype* | allele* | women and men |
    men and women | males and females | females and males | female | among those | older patients | younger
    patients | those with | those without | family history | non-users | polymorphism | gender | sex differences
    | between men | between women | low group | high group | subtypes | phenotype | in the subset | in a subset
    | subset
baseline:
    at baseline | baseline characteristics | demographic* | at entry | baseline scores | similar at baseline |
    prior to treatment | before treatment | at inclusion | baseline levels | baseline
primary:
    primary outcome* | primary endpoint* | primary end point* | primary efficacy | primary measure* | primary
    analys* | main outcome* | co-primary | its endpoint | its end point | primary end-point* | coprimary
secondary:
    secondary | post hoc | post-hoc | exploratory | subscale* | nominal*
quick:
    rapid | rapidly | within hours | within minutes | immediate | immediately | quickly | fast-acting |
    ultra-rapid | rapid-acting | swift* | within one day | within a day | acutely | rapidness | within 24 |
    early | as early as | fast
hours:
    within hours | within minutes | within one day | within a day | after the first infusion | after first
    infusion | following the first infusion | after the first dose | hours after | next day | post-infusion day
    1 | first infusion | after the first treatment | after the initial infusion
lasting:
    sustained | maintain* | persist* | durable | durability | long-lasting | lasted | lasting | remained |
    enduring | long-term | longer-lasting | continued | retained | stable | kept | held | preserved | throughout
    | sustain | last | up to | still | prolonged | sustaining
fading:
    relaps* | transient* | short-lived | short lived | no longer | lost | wane | waned | waning | faded |
    returned to | short-term | not maintained | not sustained | dissipat* | disappear* | lose | losing | loosing
    | temporary | diminished over | brief | time-limited | return of | subside* | wore off | limited duration |
    non-persistent | did not persist | was not sustained | gradually | recurrence | recurred | rebound
mild:
    mild | mildly | mild-to-moderate | mild to moderate | mild and transient | moderate | minor | transient* |
    self-limit* | self-limiting | short-lived | brief | resolved | resolution | resolving | abated | subsid* |
    temporary | temporarily | spontaneous* | tolerable | manageable | returned to baseline | disappeared |
    well-tolerated | same day | dissipat* | not require | within two hours | short-term | limited to | ceasing |
    returned to | time-limited | short duration | no residual | ceased | wore off | were minimal | returning to
    | remitted | only at the | no longer | peaked | reversible | resolve
severe:
    severe | serious | life-threatening | persistent | persisted | permanent | irreversible | prolonged |
    hospitali* | fatal | intolerable | troublesome | debilitating | required intervention | discontinued due |
    discontinued because | long-lasting | withdrew due | led to discontinuation | leading to discontinuation |
    delayed-onset | requiring
observed:
    observed | occurred | distort* | experienced | reported | developed | induced | produced | elicited | caused | most
    common | most frequent* | common | frequent* | included | include | including | were | was | showed | led to
    | resulted | associated with | had | increases | increase | increased | higher | noted | greater | elicits |
    produces | induces | causes | evokes |
    incidence | rate | rates | seen | exhibited | evoked | provoked | present | attributed | appeared |
    described | mainly | chiefly | transient* | with | pronounced | displayed | found | complained | presented
    | suffered | emerged
    | recorded
tolerated:
    well tolerated | well-tolerated | safe | tolerable | safely | good tolerability | acceptable safety |
    tolerated | good tolerance
none:
    no adverse | no serious | no severe | no side effects | no significant side | no incidents | no cases |
    without adverse | without significant | no patient* | no participant* | none of the | no clinically | no
    major | not observed | were not | no deaths | no cognitive | did not produce | no evidence of | did not
    induce | no new safety | no other | no unexpected | no episodes | no increase | no significant change
rare:
    rare | rarely | few | low | minimal | infrequent* | minor | low rate* | uncommon | low incidence | very few
    | only one | negligible | lower | fewer
combined:
    combin* | adjunct* | add-on | added to | plus | augment* | in conjunction | coadminist* | co-administ* |
    addition of | adding | together with | pretreat* | concomitant | along with | pretreatment with
alone:
    alone | monotherapy | only | either | without | by itself | stand-alone
faster:
    faster | earlier | more rapid | more rapidly | quicker | sooner | accelerat* | shorter time | speed of |
    more quickly | hastened | time to response | time to remission | onset
single:
    single dose | single-dose | single infusion | single intravenous | one infusion | one dose | single
    subanesthetic | single low-dose | single i.v. | a single | single iv | single-infusion | one single |
    one-time | single administration | single | an infusion
repeated:
    repeated | repeat | multiple | serial | six infusions | twice weekly | twice-weekly | three times | thrice |
    weekly | maintenance | infusions | repeat-dose | repeated-dose | daily | two infusions | four infusions |
    eight | consecutive | long-term | courses | continuation | sessions | once weekly | twice a week | biweekly
    | subsequent infusions | series of | repetitive | ongoing treatment | course of
maintenance:
    maintenance | relapse prevention | continuation | continued treatment | long-term | optimization | maintain*
    | repeated | repeated dosing | open-label extension | every other week | additional infusions | multiple
    infusions | subsequent infusions | serial | six infusions | after six | cumulative | repeat | second
    infusion | two infusions | infusion series | weekly | second induction | over the course
dose:
    dose-dependent* | dose dependent* | dose-related | dose-response | higher dose* | high dose | high-dose |
    lower dose* | doses | low dose | low-dose | mg/kg
control-arm:
    placebo group | control group | saline group | controls | the placebo | placebo arm | control arm
random:
    randomi* | randomly | rct | rcts | random order | counterbalanced
blind:
    double-blind | double blind | double-blinded | triple-blind | triple blind | single-blind |
    placebo-controlled | placebo controlled | placebo control | saline-controlled | blinded | active-controlled
    | sham-controlled
crossover:
    crossover | cross-over | counterbalanced | within-subject
openlabel:
    open-label | open label | single-arm | single arm | uncontrolled | non-randomi* | nonrandomi* |
    proof-of-concept | proof of concept | pilot | phase 2 | phase ii | feasibility | open trial | open study |
    prospective
metaanalysis:
    meta-analy* | metaanaly* | meta analy* | meta-regression | network meta* | pooled effect | random-effects |
    random effects model | mega-analysis
sysreview:
    systematic review* | systematically review* | systematically search* | scoping review | prisma | umbrella
    review | rapid review | systematic literature | systematic search | evidence map* | integrative review |
    literature search was | critically appraised | systematic overview | cochrane | prospero | rapid evidence |
    searched | overview of systematic | comprehensive search | evidence synthesis
review:
    review | we review | this review | reviews | overview | this article | this paper | in this article | we
    discuss | we summari* | is reviewed | perspective | commentary | editorial | comment on | comments on |
    opinion | viewpoint | consensus | guideline* | recommendations | narrative review | is discussed | are
    discussed | are reviewed | this chapter | chapter | we describe current | purpose of review | expert opinion
    | this manuscript | we highlight | reviewed | position statement | highlights | discusses | describes
posthoc:
    post hoc | post-hoc | posthoc | secondary analys* | secondary data | reanalys* | re-analys* | pooled analys*
    | pooled from | data from | exploratory analys* | subanalys* | sub-analysis | subgroup analysis of |
    subsample | substudy | sub-study | ancillary | subset of | previously published | previously reported |
    parent study | participant-level | secondary outcomes of | a larger | drawn from | integrated analysis |
    larger trial | parent trial | data were pooled | combined data | analyzed data | interim analysis
retro:
    retrospective* | chart review | registry | naturalistic | observational | cross-sectional | survey | cohort
    | case-control | pharmacovigilance | medical records | health records | real-world | real world | faers |
    database | claims data | questionnaire | questionnaires | epidemiolog* | prevalence | records | case control
    | interviewed | electronic health | consecutive patients | longitudinal study
casereport:
    case report* | a case of | case study | we report a | we present a | two cases | three cases | a patient
    with | we report the case | case presentation | this case | we describe a | year-old | years-old | case
    studies | single case | two patients | three patients | presentation of 3 cases | report of three cases |
    case
caseseries:
    case series | case-series | series of cases | four cases | five cases | six cases | four patients | five
    patients | six patients | seven patients | five open label cases | cases
protocol:
    protocol | study protocol | will be randomi* | will be recruited | will receive | will be assessed | will be
    conducted | we will recruit | trial protocol | will be enrolled | will be included | will be measured |
    planned | will be analy* | will undergo | will be evaluated | proposed study | this study will | will
    evaluate | will be | we plan | we will | intervention: | inclusion criteria: | will test | rationale and
    design | study design of | will investigate | will assess | will compare | aims to determine | are
    randomized | is to determine
other-design:
    qualitative | cost-effectiveness | markov | modelling | modeling study | economic evaluation | interviews |
    semi-structured | thematic analysis | delphi | focus group* | pharmacokinetic model* | population
    pharmacokinetic* | development of the | bibliometric | cost analysis | machine learning | simulation |
    content analysis | mendelian randomi* | social media | reddit | budget impact | network pharmacology |
    cost-utility | decision-analytic | phenomenolog* | google trends
erratum:
    reports an error in | corrigendum | erratum | correction to | correction: | retraction
comment:
    comments on an article | comment on | reply to | letter to the editor | replies to | presents a case |
    response to | discusses an article | in reply | editorial | book review
""")
