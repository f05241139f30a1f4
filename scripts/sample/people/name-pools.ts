import { words } from '../words.ts'

/** Family and given names as people write them; how they combine is the style. */
export interface NamePool {
  family: string[]
  female: string[]
  male: string[]
  style:
    | 'plain'
    | 'two_families'
    | 'two_given'
    | 'syllables'
    | 'hyphenated'
    | 'patronymic'
    | 'portuguese'
    | 'vietnamese'
    | 'slavic'
}

function pool(style: NamePool['style'], family: string, female: string, male: string): NamePool {
  return { style, family: words(family), female: words(female), male: words(male) }
}

export const NAME_POOLS = {
  chinese: pool(
    'syllables',
    'Wang, Li, Zhang, Liu, Chen, Yang, Huang, Zhao, Wu, Zhou, Xu, Sun, Ma, Zhu, Hu, Guo, He, Lin, Gao, Luo, Zheng, Liang, Xie, Song, Tang, Deng, Han, Feng, Cao, Peng, Zeng, Xiao, Tian, Dong, Pan, Yuan, Cai, Jiang, Yu, Du, Ye, Cheng, Wei, Su, Lyu, Ding, Ren, Shen, Ouyang',
    'Xin, Yi, Jia, Yu, Meng, Xue, Ting, Yan, Ying, Han, Qi, Rui, Lin, Jing, Mei, Shu, Yue, Ning, Wen, Si',
    'Hao, Wei, Jun, Ming, Zi, Chen, Bo, Yi, Jian, Peng, Tao, Kai, Rui, Xuan, Lei, Hong, Cheng, Yang, Long, Feng',
  ),
  taiwanese: pool(
    'hyphenated',
    'Chen, Lin, Huang, Chang, Lee, Wang, Wu, Liu, Tsai, Yang, Hsu, Cheng, Hsieh, Kuo, Hung, Chiu, Tseng, Liao, Lai, Chou',
    'Yi, Ting, Hsin, Pei, Chia, Yu, Wen, Ching, Ya, Shu, Jou, An',
    'Chia, Wei, Chun, Hao, Po, Yu, Cheng, Han, Kuan, Ting, Ming, Hung',
  ),
  korean: pool(
    'hyphenated',
    'Kim, Lee, Park, Choi, Jung, Kang, Cho, Yoon, Jang, Lim, Han, Oh, Seo, Shin, Kwon, Hwang, Ahn, Song, Hong, Yoo',
    'Seo, Min, Ji, Ha, Yeon, Soo, Eun, Hye, Yoon, Jin, Young, Ah',
    'Min, Jun, Seo, Ho, Hyun, Woo, Jae, Sung, Dong, Tae, Jin, Hyuk',
  ),
  japanese: pool(
    'plain',
    'Sato, Suzuki, Takahashi, Tanaka, Watanabe, Ito, Yamamoto, Nakamura, Kobayashi, Kato, Yoshida, Yamada, Sasaki, Matsumoto, Inoue, Kimura, Hayashi, Shimizu, Ono, Morita',
    'Yui, Haruka, Sakura, Misaki, Aoi, Rina, Hinata, Mio, Ayaka, Nanami, Mei, Riko',
    'Haruto, Yuto, Sota, Ren, Kaito, Riku, Takumi, Daiki, Kenta, Shun, Hiroto, Ryo',
  ),
  indian: pool(
    'plain',
    'Sharma, Patel, Reddy, Iyer, Nair, Gupta, Singh, Kumar, Desai, Mehta, Joshi, Kulkarni, Banerjee, Mukherjee, Chatterjee, Das, Rao, Menon, Pillai, Agarwal, Bhat, Shetty, Chowdhury, Kapoor, Malhotra, Deshpande, Krishnan, Venkataraman, Subramanian, Jain, Shah, Verma, Mishra, Pandey, Naidu, Hegde, Thakur, Bose, Ghosh, Saxena',
    'Ananya, Priya, Aishwarya, Divya, Sneha, Pooja, Kavya, Shreya, Meera, Nandini, Riya, Aditi, Swathi, Ishita, Lakshmi, Tanvi, Neha, Sanjana, Harini, Mansi',
    'Arjun, Rahul, Rohan, Aditya, Karthik, Vikram, Siddharth, Aarav, Nikhil, Pranav, Varun, Harsh, Abhishek, Akash, Kunal, Manish, Suresh, Vivek, Yash, Dhruv',
  ),
  english: pool(
    'two_given',
    'Smith, Johnson, Williams, Brown, Jones, Miller, Davis, Wilson, Anderson, Taylor, Thomas, Moore, Martin, Jackson, Thompson, White, Harris, Clark, Lewis, Robinson, Walker, Young, King, Wright, Scott, Green, Baker, Adams, Nelson, Carter, Mitchell, Campbell, Roberts, Evans, Turner, Parker, Collins, O’Brien, McKenzie, Fitzgerald, Hughes, Price, Bennett, Kowalski, Nguyen, Rossi, Goldberg, Van Houten, St. Clair, Smith-Howard',
    'Emma, Olivia, Sophia, Isabella, Charlotte, Amelia, Grace, Chloe, Hannah, Abigail, Lily, Zoe, Madison, Ella, Lucy, Megan, Freya, Imogen, Claire, Renée',
    'Liam, Noah, William, James, Oliver, Benjamin, Lucas, Henry, Alexander, Daniel, Matthew, Jack, Samuel, Ethan, Logan, Harry, George, Callum, Nathan, Isaac',
  ),
  turkish: pool(
    'plain',
    'Yılmaz, Kaya, Demir, Şahin, Çelik, Yıldız, Yıldırım, Öztürk, Aydın, Özdemir, Arslan, Doğan, Kılıç, Aslan, Çetin, Kara, Koç, Kurt, Özkan, Şimşek, Polat, Korkmaz, Güneş, Erdoğan, Yavuz, Aktaş, Taş, Keskin, Ünal, Bulut',
    'Zeynep, Elif, Ayşe, Defne, Merve, Büşra, Ecem, İrem, Selin, Ebru, Gökçe, Naz, Ceren, Şule, Tuğba, Yağmur',
    'Mehmet, Mustafa, Emre, Burak, Can, Efe, Kerem, Oğuz, Yiğit, Barış, Çağlar, Umut, Onur, Deniz, Hüseyin, Tolga',
  ),
  indonesian: pool(
    'two_given',
    'Wijaya, Santoso, Pratama, Saputra, Siregar, Nasution, Hidayat, Kurniawan, Setiawan, Simanjuntak, Hutagalung, Wibowo, Gunawan, Lestari, Utami, Rahmawati, Susanto, Halim, Tanuwijaya, Panggabean, Ramadhan, Nugroho, Suryani, Hartono, Putri',
    'Dewi, Siti, Ayu, Putri, Nabila, Rizka, Intan, Anisa, Citra, Maya, Ratna, Fitri, Indah, Kartika, Larasati, Amelia',
    'Budi, Agus, Rizky, Dimas, Andi, Bayu, Fajar, Arif, Yoga, Hendra, Reza, Adi, Galih, Ilham, Bagus, Muhammad',
  ),
  persian: pool(
    'plain',
    'Ahmadi, Hosseini, Mohammadi, Rezaei, Karimi, Moradi, Jafari, Kazemi, Rahimi, Ebrahimi, Sadeghi, Ghasemi, Akbari, Tehrani, Shirazi, Mousavi, Farahani, Bagheri, Tabatabaei, Golestani',
    'Sara, Maryam, Fatemeh, Zahra, Niloufar, Parisa, Shirin, Mahsa, Yasaman, Elnaz, Negar, Setareh',
    'Ali, Mohammad, Reza, Amir, Hamed, Arash, Mehdi, Saeed, Kian, Navid, Pouya, Behnam',
  ),
  vietnamese: pool(
    'vietnamese',
    'Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý',
    'Ánh, Hương, Linh, Mai, Ngọc, Thảo, Trang, Thủy, Phương, Hà, Quỳnh, Uyên, Vy, Yến',
    'Minh, Đức, Hùng, Tuấn, Long, Khoa, Phúc, Quân, Sơn, Thành, Trung, Việt, Bảo, Đạt',
  ),
  spanish: pool(
    'two_families',
    'García, Rodríguez, Hernández, Martínez, López, González, Pérez, Sánchez, Ramírez, Torres, Flores, Rivera, Gómez, Díaz, Reyes, Morales, Cruz, Ortiz, Gutiérrez, Núñez, Castillo, Muñoz, Rojas, Vargas, Jiménez, Peña, Ibáñez, Zúñiga, Quiñones, Castañeda',
    'María Fernanda, Valentina, Sofía, Camila, Daniela, Ana Lucía, Gabriela, Andrea, Paula, Mariana, Lucía, Ximena, Renata, Isabel',
    'José Luis, Santiago, Mateo, Juan Pablo, Diego, Sebastián, Andrés, Carlos, Nicolás, Miguel Ángel, Alejandro, Tomás, Emilio, Iván',
  ),
  portuguese: pool(
    'portuguese',
    'Silva, Santos, Oliveira, Souza, Pereira, Lima, Carvalho, Ferreira, Ribeiro, Almeida, Costa, Gomes, Araújo, Melo, Barbosa, Cardoso, Gonçalves, Brandão, Magalhães, Conceição',
    'Ana Beatriz, Júlia, Mariana, Letícia, Larissa, Camila, Beatriz, Fernanda, Rafaela, Luísa, Bruna, Isadora',
    'João Pedro, Lucas, Gabriel, Matheus, Rafael, Thiago, Felipe, Gustavo, Leonardo, Vinícius, André, Caio',
  ),
  arabic: pool(
    'patronymic',
    'Al Masri, Haddad, Khalil, El Sayed, Mansour, Abdelrahman, Nasser, Al Hariri, Khoury, Saleh, Al Otaibi, Al Qahtani, Benali, El Idrissi, Chraibi, Farouk, Shehata, Qasem, Obeidat, Daher',
    'Nour, Mariam, Salma, Yasmine, Layla, Farah, Dina, Hala, Rania, Aya, Lina, Jana',
    'Ahmed, Omar, Youssef, Khaled, Karim, Tarek, Hassan, Ziad, Rami, Sami, Fadi, Bilal',
  ),
  pakistani: pool(
    'two_given',
    'Khan, Ahmed, Malik, Hussain, Raza, Butt, Qureshi, Siddiqui, Sheikh, Chaudhry, Iqbal, Akhtar, Mirza, Baig, Abbasi, Rahman, Islam, Chowdhury, Hossain, Akter',
    'Ayesha, Fatima, Hira, Zainab, Maham, Sana, Iqra, Nimra, Rabia, Tasnim, Nusrat, Sadia',
    'Ali, Hamza, Usman, Bilal, Hassan, Ahsan, Zain, Saad, Imran, Faisal, Tanvir, Arif',
  ),
  african: pool(
    'two_given',
    'Okafor, Adeyemi, Okonkwo, Balogun, Eze, Ogunleye, Mensah, Owusu, Asante, Boateng, Mwangi, Otieno, Kamau, Wanjiru, Tesfaye, Bekele, Haile, Nkosi, Dlamini, Ndlovu, Mokoena, Moyo, Chikwanha, Mutasa, Nakato, Okello, Ssemwanga, Mushi, Ntuli, van der Merwe, Botha, Naidoo',
    'Chioma, Adaeze, Ngozi, Amara, Temitope, Abena, Akosua, Wambui, Achieng, Hiwot, Thandiwe, Nomvula, Rutendo, Grace, Blessing, Naledi',
    'Chinedu, Emeka, Oluwaseun, Tunde, Kwame, Kofi, Brian, Kevin, Dawit, Sipho, Thabo, Tendai, Emmanuel, Samuel, Daniel, Lwazi',
  ),
  slavic: pool(
    'slavic',
    'Shevchenko, Kovalenko, Bondarenko, Tkachenko, Kravchenko, Melnyk, Lysenko, Ivanov, Petrov, Smirnov, Volkov, Morozov, Jovanović, Petrović, Nikolić, Marković, Đorđević, Hadžić, Begović, Nurlanov, Akhmetov, Giorgadze, Beridze, Sargsyan',
    'Anastasiia, Kateryna, Olena, Yuliia, Daryna, Mariia, Milica, Jelena, Tijana, Željka, Aigerim, Nino',
    'Oleksandr, Dmytro, Andrii, Maksym, Bohdan, Artem, Nikola, Stefan, Luka, Miloš, Timur, Davit',
  ),
  southeast: pool(
    'plain',
    'Tan, Lim, Wong, Ng, Goh, Lee, Chua, Santos, Reyes, Cruz, Bautista, Ocampo, Suwannarat, Charoensuk, Wongsakul, Srisai, Ismail, Abdullah, Perera, Fernando, Silva, Shrestha, Gurung, Tamang',
    'Hui Min, Siew Ling, Maria Clara, Angelica, Nattaya, Pimchanok, Siti Aminah, Nur Aisyah, Dilini, Sanduni, Prerana, Anusha',
    'Wei Jie, Jun Hao, Jose Miguel, Paolo, Thanawat, Kittipong, Ahmad Faiz, Hafiz, Kasun, Nuwan, Bibek, Sujan',
  ),
  hebrew: pool(
    'plain',
    'Cohen, Levi, Mizrahi, Peretz, Biton, Dahan, Avraham, Friedman, Malka, Azoulay, Katz, Shapira, Ben David, Golan',
    'Noa, Tamar, Maya, Yael, Shira, Adi, Michal, Talia',
    'Noam, Itay, Daniel, Yonatan, Omer, Eitan, Guy, Amit',
  ),
} satisfies Record<string, NamePool>

export type NamePoolId = keyof typeof NAME_POOLS
