/**
 * The example text of the reference implementation's tests (LIAAD/yake, tests/test_yake.py,
 * test_n1_EN and test_n3_EN) with the scores it expects there.
 */
export const referenceText =
  "Google is acquiring data science community Kaggle. Sources tell us that Google is acquiring Kaggle, a platform that hosts data science and machine learning competitions. Details about the transaction remain somewhat vague, but given that Google is hosting its Cloud Next conference in San Francisco this week, the official announcement could come as early as tomorrow. Reached by phone, Kaggle co-founder CEO Anthony Goldbloom declined to deny that the acquisition is happening. Google itself declined 'to comment on rumors'. Kaggle, which has about half a million data scientists on its platform, was founded by Goldbloom and Ben Hamner in 2010. The service got an early start and even though it has a few competitors like DrivenData, TopCoder and HackerRank, it has managed to stay well ahead of them by focusing on its specific niche. The service is basically the de facto home for running data science  and machine learning competitions. With Kaggle, Google is buying one of the largest and most active communities for data scientists - and with that, it will get increased mindshare in this community, too (though it already has plenty of that thanks to Tensorflow and other projects). Kaggle has a bit of a history with Google, too, but that's pretty recent. Earlier this month, Google and Kaggle teamed up to host a $100,000 machine learning competition around classifying YouTube videos. That competition had some deep integrations with the Google Cloud Platform, too. Our understanding is that Google will keep the service running - likely under its current name. While the acquisition is probably more about Kaggle's community than technology, Kaggle did build some interesting tools for hosting its competition and 'kernels', too. On Kaggle, kernels are basically the source code for analyzing data sets and developers can share this code on the platform (the company previously called them 'scripts'). Like similar competition-centric sites, Kaggle also runs a job board, too. It's unclear what Google will do with that part of the service. According to Crunchbase, Kaggle raised $12.5 million (though PitchBook says it's $12.75) since its launch in 2010. Investors in Kaggle include Index Ventures, SV Angel, Max Levchin, Naval Ravikant, Google chief economist Hal Varian, Khosla Ventures and Yuri Milner";

/** The reference's stop words that occur in the text; it adds every word of fewer than 3 letters. */
export const referenceStopWords = new Set(
  'tell that and about the somewhat but given its next this could come itself which has was got even though few like well them for with one most will get too already thanks other around had some our keep likely under name while probably more than did are can also what according says since'.split(
    ' ',
  ),
);

/**
 * S(kw) by phrase. "competitions" is not among them: the reference counts it apart from
 * "competition" as a phrase though not as a word; here both are one.
 */
export const referenceScores: Readonly<Record<string, number>> = {
  Google: 0.02509259635302287,
  Kaggle: 0.027297150442917317,
  'CEO Anthony Goldbloom': 0.04834891465259988,
  'data science': 0.05499112888517541,
  'acquiring data science': 0.06029572445726576,
  'Google Cloud Platform': 0.07461585862381104,
  data: 0.07999958986489127,
  'San Francisco': 0.0913829662674319,
  'Anthony Goldbloom declined': 0.09740885820462175,
  science: 0.09834167930168546,
  'science community Kaggle': 0.1014394718805728,
  'machine learning': 0.10754988562466912,
  'Google Cloud': 0.1136787749431024,
  'Google is acquiring': 0.114683257931042,
  'acquiring Kaggle': 0.12012386507741751,
  'Anthony Goldbloom': 0.1213027418574554,
  platform: 0.12404419723925647,
  'co-founder CEO Anthony': 0.12411964553586782,
  'CEO Anthony': 0.12462950727635251,
  service: 0.1316357590449064,
  acquiring: 0.15110282570329972,
  learning: 0.1620911439042445,
  Goldbloom: 0.1624845364505264,
  machine: 0.16721860165903407,
  Cloud: 0.1849060668345104,
  community: 0.202661778267609,
  Ventures: 0.2258881919825325,
  declined: 0.2872980816826787,
  Francisco: 0.2893636939471809,
  early: 0.2946076840223411,
  acquisition: 0.2991070691689808,
  scientists: 0.3046548516998034,
};
